package org.alfheim.shell.command;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.alfheim.bind.CallResult;
import org.alfheim.bind.NativeFunction;
import org.alfheim.bind.OutValue;
import org.alfheim.bind.declaration.Prototype;
import org.alfheim.shell.plugins.OpenPlugin;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** {@code plugin:call}. */
public final class CallCommand extends PluginCommand {
  /** The command over these surroundings. */
  public CallCommand(Surroundings surroundings) {
    super(
        surroundings, new Usage("call", "PLUGIN 'PROTOTYPE' [ARGUMENT]...", 2, Integer.MAX_VALUE));
  }

  /** A prototype without quotes is several words; it ends with its last parenthesis. */
  @Override
  List<Object> read(List<Object> words) {
    long open = 0;
    for (int end = 1; end < words.size(); end++) {
      String word = String.valueOf(words.get(end));
      open += count(word, '(') - count(word, ')');
      if (open <= 0 && word.contains(")")) {
        return joined(words, end + 1);
      }
    }
    return words;
  }

  private static long count(String word, char wanted) {
    return word.chars().filter(each -> each == wanted).count();
  }

  /**
   * Calls a function. What it prints through C's standard output appears before the result.
   *
   * @param session whose output is written out first
   * @param plugin which plugin
   * @param prototype the function's prototype
   * @param arguments as they are written in C
   * @return the result, null for void; with what the call left in buffers that were passed, a list
   *     of lines
   */
  @Descriptor("call a function; what it prints comes before the result")
  public Object call(
      CommandSession session,
      @Descriptor(PLUGIN) Object plugin,
      @Descriptor(
              "the function as C declares it, in quotes: 'int add(int, int)'; or its name, where its"
                  + " type is known")
          String prototype,
      @Descriptor("arguments: 7, -1, 3.14, text, NULL, @out:100 for a buffer, &5 for a cell")
          String... arguments) {
    OpenPlugin open = plugins().find(plugin);
    String own = plugins().own(open, prototype);
    NativeFunction function = plugins().lookup(open, Prototype.nameIn(own)).function(own);
    List<String> texts =
        // The shell's own word for a null reaches a command as a text.
        Arrays.stream(arguments)
            .map(text -> text == null || text.equals("null") ? "NULL" : text)
            .toList();
    flush(session);
    CallResult result;
    try {
      result = function.callText(texts);
    } finally {
      flushC();
    }
    Object value = shown(result.value(), function.format(result.value()));
    if (result.outs().isEmpty()) {
      return value;
    }
    return Stream.concat(
            Optional.ofNullable(value).map(Object::toString).stream(),
            result.outs().stream().map(OutValue::toString))
        .toList();
  }
}
