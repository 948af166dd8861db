package org.alfheim.command.subcommand;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.alfheim.command.terminal.Terminal;
import org.alfheim.elf.FileHeader;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.elf.SectionHeader;
import org.alfheim.elf.Vaddr;
import org.alfheim.names.RawText;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;

/**
 * Results for programs.
 *
 * <p>A record becomes an object with the names of its components; what is absent is left out.
 * Numbers are decimal, addresses too; the type of a header is its name, as {@code readelf} has it.
 */
final class Json {
  private static final Option OPTION = Option.builder().longOpt("json").get();

  private Json() {}

  static Option option() {
    return OPTION;
  }

  static boolean wanted(CommandLine line) {
    return line.hasOption(OPTION);
  }

  static void write(Object value, Terminal terminal) {
    try {
      String json = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(plain(value));
      terminal.out().println(RawText.isText(json) ? json : escaped(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes that are not UTF-8 stand in names as what they are there: surrogates by themselves. */
  private static String escaped(String json) {
    StringBuilder text = new StringBuilder(json.length() + 64);
    json.codePoints()
        .forEach(c -> {
          if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
            text.append("\\u").append(Integer.toHexString(c));
          } else {
            text.appendCodePoint(c);
          }
        });
    return text.toString();
  }

  /** Maps, lists, strings, numbers, booleans; null for what is absent. */
  static Object plain(Object value) {
    return switch (value) {
      case null -> null;
      case Optional<?> optional -> plain(optional.orElse(null));
      case OptionalInt optional -> optional.isPresent() ? optional.getAsInt() : null;
      case Vaddr address -> unsigned(address.value());
      case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
      case Collection<?> values -> values.stream().map(Json::plain).toList();
      case Map<?, ?> map -> {
        Map<String, Object> object = new LinkedHashMap<>();
        map.forEach((name, component) -> put(object, String.valueOf(plain(name)), component));
        yield object;
      }
      case Record record -> object(record);
      default -> value;
    };
  }

  private static Number unsigned(long value) {
    return value >= 0 ? value : new BigInteger(Long.toUnsignedString(value));
  }

  /** A record as an object, which may be added to. */
  static Map<String, Object> object(Record record) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        put(object, component.getName(), component.getAccessor().invoke(record));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    switch (record) {
      case FileHeader header -> object.put("type", header.typeName());
      case ProgramHeader header -> object.put("type", header.typeName());
      case SectionHeader header -> object.put("type", header.typeName());
      default -> {}
    }
    return object;
  }

  private static void put(Map<String, Object> object, String name, Object value) {
    Object plain = plain(value);
    if (plain != null) {
      object.put(name, plain);
    }
  }
}
