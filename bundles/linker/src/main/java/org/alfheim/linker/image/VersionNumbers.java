package org.alfheim.linker.image;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alfheim.linker.object.LinkException;
import org.alfheim.linker.script.VersionNode;
import org.alfheim.linker.symbol.LinkSymbol;
import org.alfheim.names.RawText;

/**
 * The versions that the image defines and those that it needs, with their numbers (LSB 10.7): 1 is
 * the image itself, then its own versions, then those of libraries.
 */
final class VersionNumbers {
  private static final int BASE = 1;
  private static final int VER_FLG_BASE = 1;
  private static final int VER_FLG_WEAK = 2;
  private static final int HIDDEN = 0x8000;
  private static final int MOST = 0x7fff;
  private static final int DEFINITION = 20;
  private static final int DEFINITION_NAME = 8;
  private static final int NEED = 16;
  private static final int NEEDED_VERSION = 16;

  private final String image;
  private final StringPool strings;
  private final List<VersionNode> nodes;
  private final Map<String, Integer> defined = new LinkedHashMap<>();
  private final Set<String> used = new HashSet<>();
  private final Map<String, Map<String, Integer>> needed = new LinkedHashMap<>();
  private int next = BASE + 1;

  VersionNumbers(
      String image,
      StringPool strings,
      List<VersionNode> nodes,
      List<LinkSymbol> exports,
      List<LinkSymbol> imports,
      ImportedVersions sources) {
    this.image = image;
    this.strings = strings;
    this.nodes = nodes;
    nodes.forEach(node -> defined.put(node.name(), number()));
    for (LinkSymbol export : exports) {
      if (export.version() != null) {
        used.add(export.version());
        defined.computeIfAbsent(export.version(), _ -> number());
      }
    }
    for (LinkSymbol symbol : imports) {
      Optional<ImportedVersions.Source> source = sources.of(symbol);
      source
          .flatMap(ImportedVersions.Source::version)
          .ifPresent(version ->
              needed
                  .computeIfAbsent(source.get().library(), _ -> new LinkedHashMap<>())
                  .computeIfAbsent(version, _ -> number()));
    }
    name(image);
    defined.keySet().forEach(this::name);
    needed.forEach((library, versions) -> {
      name(library);
      versions.keySet().forEach(this::name);
    });
  }

  private int name(String text) {
    return strings.offset(text);
  }

  private int number() {
    if (next > MOST) {
      throw new LinkException(image, "there are more than 32,766 versions", "");
    }
    return next++;
  }

  boolean present() {
    return !defined.isEmpty() || !needed.isEmpty();
  }

  /** The entry of .gnu.version for an export. */
  int ofExport(LinkSymbol symbol) {
    String version = symbol.version();
    if (version == null) {
      return BASE;
    }
    return defined.get(version) | (symbol.isStandard() ? 0 : HIDDEN);
  }

  /** The entry of .gnu.version for an import. */
  int ofImport(Optional<ImportedVersions.Source> source) {
    return source
        .filter(found -> found.version().isPresent())
        .map(found -> needed.get(found.library()).get(found.version().get()))
        .orElse(BASE);
  }

  int definitions() {
    return defined.isEmpty() ? 0 : 1 + defined.size();
  }

  int needs() {
    return needed.size();
  }

  int definitionBytes() {
    int names = definitions() + nodes.stream().mapToInt(node -> node.parents().size()).sum();
    return definitions() * DEFINITION + names * DEFINITION_NAME;
  }

  int needBytes() {
    return needed.values().stream().mapToInt(map -> NEED + NEEDED_VERSION * map.size()).sum();
  }

  void writeDefinitions(ByteBuffer out) {
    int at = writeDefinition(out, 0, VER_FLG_BASE, BASE, List.of(image));
    for (Map.Entry<String, Integer> version : defined.entrySet()) {
      List<String> names = new ArrayList<>(List.of(version.getKey()));
      int flags = 0;
      for (VersionNode node : nodes) {
        if (node.name().equals(version.getKey())) {
          names.addAll(node.parents());
          boolean bare = node.globals().isEmpty() && node.locals().isEmpty();
          flags = bare && !used.contains(node.name()) ? VER_FLG_WEAK : 0;
        }
      }
      at = writeDefinition(out, at, flags, version.getValue(), names);
    }
  }

  /** A version, its name and those of its parents; gives where the next one begins. */
  private int writeDefinition(ByteBuffer out, int at, int flags, int number, List<String> names) {
    int next = at + DEFINITION + DEFINITION_NAME * names.size();
    out.putShort(at, (short) 1);
    out.putShort(at + 2, (short) flags);
    out.putShort(at + 4, (short) number);
    out.putShort(at + 6, (short) names.size());
    out.putInt(at + 8, hash(names.getFirst()));
    out.putInt(at + 12, DEFINITION);
    out.putInt(at + 16, next == out.limit() ? 0 : next - at);
    int entry = at + DEFINITION;
    for (String name : names) {
      out.putInt(entry, name(name));
      entry += DEFINITION_NAME;
      out.putInt(entry - 4, entry == next ? 0 : DEFINITION_NAME);
    }
    return next;
  }

  void writeNeeds(ByteBuffer out) {
    int at = 0;
    int left = needed.size();
    for (Map.Entry<String, Map<String, Integer>> file : needed.entrySet()) {
      int versions = file.getValue().size();
      int size = NEED + NEEDED_VERSION * versions;
      left--;
      out.putShort(at, (short) 1);
      out.putShort(at + 2, (short) versions);
      out.putInt(at + 4, name(file.getKey()));
      out.putInt(at + 8, NEED);
      out.putInt(at + 12, left == 0 ? 0 : size);
      int entry = at + NEED;
      for (Map.Entry<String, Integer> version : file.getValue().entrySet()) {
        versions--;
        out.putInt(entry, hash(version.getKey()));
        out.putShort(entry + 4, (short) 0);
        out.putShort(entry + 6, (short) (int) version.getValue());
        out.putInt(entry + 8, name(version.getKey()));
        out.putInt(entry + 12, versions == 0 ? 0 : NEEDED_VERSION);
        entry += NEEDED_VERSION;
      }
      at += size;
    }
  }

  /** The hash of the gABI ("Hash Table"). */
  private static int hash(String name) {
    int hash = 0;
    for (byte b : RawText.encode(name)) {
      hash = (hash << 4) + (b & 0xff);
      int high = hash & 0xf0000000;
      hash = (hash ^ (high >>> 24)) & ~high;
    }
    return hash;
  }
}
