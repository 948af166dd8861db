package org.alfheim.command.subcommand;

import java.util.List;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.CallResult;
import org.alfheim.bind.NativeFunction;
import org.alfheim.bind.OutValue;
import org.alfheim.bind.declaration.DeclarationException;
import org.alfheim.bind.declaration.Prototype;
import org.alfheim.bind.declaration.QualifiedDeclaration;
import org.alfheim.command.terminal.CommandException;
import org.alfheim.command.terminal.ExitStatus;
import org.alfheim.command.terminal.Terminal;
import org.alfheim.command.terminal.UsageException;
import org.alfheim.go.GoErrorException;
import org.alfheim.go.GoPanicException;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.Symbol;
import org.alfheim.streams.StandardStreams;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code call FILE PROTOTYPE ARG...}: opens a plugin and calls one function. */
public final class CallSubcommand implements Subcommand {
  @Override
  public String help() {
    return """
    Usage: alfheim call [OPTION]... FILE... FUNCTION [ARG]...

    Opens the plugin FILE (its constructors run) and calls FUNCTION: a C prototype,
    or a name alone where debug information knows its type. Prints the result
    (void prints nothing), then what the call left in the buffers and cells that
    were passed, one line each. What the plugin itself prints comes before. All
    that follows FILE is taken as it is, also where it begins with a hyphen.
    Several objects (.o) and archives (.a) are one plugin.

    Arguments, by the type of the parameter:
      integers      42  -1  0x2a  'a'  true
      floating      3.14  1e10  inf  nan
      strings       hello        for char *, const char *, void *
      enumerations  RED  2       a constant's name, or an integer
      structures    {x: 1, y: 2} by value or by pointer, if the type is known
      any pointer   NULL         a null pointer
                    @addr:0x10   an address
                    @text:hello  a string, whatever it looks like
                    @hex:00ff    these bytes
                    @out:100     a buffer of 100 elements, shown afterwards
                    &5  &{1,2}   a cell or an array, shown afterwards
                    @int:5       a cell of a type that is named, likewise
      ...           an integer is passed with 64 bits, 1.5 as a double

          --waive NAME    open a file that asks for what is refused otherwise:
                          executable-stack, text-relocations, nodlopen,
                          undefined-functions, types
          --needs A,B     of .o and .a: libraries that have what they lack, besides
                          those of C and C++

    A function of C++ may be called by its name there: 'int ns::add(int, int)'.
    One of a Go plugin is called by its name alone, with values as Go writes them:
    7, true, hello, [1, 2], {X: 1}, map[a: 1], nil. Its host is built once.
    A prototype that contradicts debug information is refused (--waive types
    takes it all the same). Where there is none, a prototype that is not the
    function's own can't be found out, and may end the process.

    Exit status: 0 if the call returned, whatever it returned; 1 if the plugin or
    the function was refused, or Go's gave an error or panicked; 2 if the command
    line, the prototype or an argument can't be read; and where the plugin ends the
    process, what it ends it with.

    Examples:
      alfheim call /lib/x86_64-linux-gnu/libm.so.6 'double cos(double)' 0
      alfheim call a.o libb.a 'int f(int)' 7
      alfheim call ./libmine.so area '{width: 2, height: 3.5}'
      alfheim call /lib/x86_64-linux-gnu/libz.so.1 \\
          'unsigned long crc32(unsigned long, const char *, unsigned)' 0 hello 5
      alfheim call /lib/x86_64-linux-gnu/libc.so.6 \\
          'int snprintf(char *, size_t, const char *, ...)' @out:20 20 'x=%d' 7
    """;
  }

  @Override
  public Options options() {
    return new Options().addOption(Waivers.option()).addOption(ObjectOptions.option());
  }

  @Override
  public boolean optionsFirst() {
    return true;
  }

  @Override
  public int run(CommandLine line, Terminal terminal) {
    List<String> arguments = line.getArgList();
    if (arguments.isEmpty()) {
      throw new UsageException("call takes a FILE and a FUNCTION");
    }
    ImageArgument file = ImageArgument.leading(arguments);
    List<String> words = arguments.subList(file.files().size(), arguments.size());
    if (words.isEmpty()) {
      throw new UsageException("call takes a FILE and a FUNCTION");
    }
    if (!namesFunction(words.getFirst())) {
      refuseWithoutQuotes(words);
    }
    try {
      if (!words.getFirst().contains("::")) {
        // Before anything of the plugin runs.
        Prototype.nameIn(words.getFirst());
      }
      call(file.open(Waivers.of(line), ObjectOptions.of(line), terminal), words, terminal);
    } catch (DeclarationException | ArgumentException e) {
      throw new UsageException(e.getMessage());
    }
    return ExitStatus.DONE;
  }

  /** Without quotes the prototype is several words, and the shell of the system splits it. */
  private static void refuseWithoutQuotes(List<String> words) {
    if (words.getFirst().contains("(")) {
      return;
    }
    for (int end = 1; end < words.size(); end++) {
      if (words.get(end).contains("(")) {
        throw new UsageException(
            "'%s' is no prototype; it is one word, in quotes: '%s'"
                .formatted(
                    words.getFirst(), String.join(" ", words.subList(0, closed(words, end)))));
      }
    }
  }

  private static boolean namesFunction(String text) {
    try {
      Prototype.nameIn(text);
      return true;
    } catch (DeclarationException noName) {
      return false;
    }
  }

  /** Behind the word that closes the parameters, or that opens them where none does. */
  private static int closed(List<String> words, int open) {
    for (int end = open; end < words.size(); end++) {
      if (words.get(end).endsWith(")")) {
        return end + 1;
      }
    }
    return open + 1;
  }

  private static void call(Plugin plugin, List<String> words, Terminal terminal) {
    String text = words.getFirst();
    String own =
        plugin
            .find(text.strip())
            .map(Symbol::name)
            .orElseGet(() ->
                QualifiedDeclaration.resolved(text, name -> plugin.find(name).map(Symbol::name)));
    String name = Prototype.nameIn(own);
    if (plugin.find(name).isEmpty()) {
      refuseWithoutQuotes(words);
    }
    NativeFunction function = plugin.lookup(name).function(own);
    terminal.out().flush();
    CallResult result;
    try {
      result = function.callText(words.subList(1, words.size()));
    } catch (GoErrorException e) {
      throw new CommandException(name + " gave an error, " + e.goType() + ": " + e.getMessage(), e);
    } catch (GoPanicException e) {
      throw new CommandException(e.getMessage(), e);
    } finally {
      StandardStreams.flush();
    }
    if (!StandardStreams.outputIsWhole()) {
      throw new CommandException(
          name + " was called, and what it wrote to the output can't be written");
    }
    if (function.hasResult()) {
      terminal.out().println(function.format(result.value()));
    }
    for (OutValue out : result.outs()) {
      terminal.out().println(out);
    }
  }
}
