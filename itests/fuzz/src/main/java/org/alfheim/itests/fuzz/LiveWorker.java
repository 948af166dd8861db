package org.alfheim.itests.fuzz;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alfheim.bind.BindingException;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.LocalSymbol;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.PluginException;
import org.alfheim.plugin.Symbol;

/**
 * Opens broken libraries in a process that may die of them: says which one comes next before it
 * opens it, and how it went.
 */
final class LiveWorker {
  /** What each line to the parent begins with: other things write to the standard output, too. */
  static final String MARK = "@@";

  static final String OPENED = "opened";
  static final String REFUSED = "refused ";
  static final String WRONG = "wrong ";
  static final String END = "end";

  private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

  private final byte[] client;

  private LiveWorker(byte[] client) {
    this.client = client;
  }

  /**
   * Opens some of a seed's mutants.
   *
   * @param arguments the seed's library, its client, the {@link LiveRun.Way}, what a random way
   *     depends on, the number of the first, how many
   */
  public static void main(String[] arguments) throws IOException {
    byte[] sound = Files.readAllBytes(Path.of(arguments[0]));
    LiveWorker worker = new LiveWorker(Files.readAllBytes(Path.of(arguments[1])));
    Mutants mutants =
        LiveRun.Way.valueOf(arguments[2]).mutants(sound, Long.parseLong(arguments[3]));
    int first = Integer.parseInt(arguments[4]);
    int count = Integer.parseInt(arguments[5]);
    for (int i = 0; i < first; i++) {
      mutants.next();
    }
    for (int i = first; i < first + count; i++) {
      byte[] mutant = mutants.next().toArray(ValueLayout.JAVA_BYTE);
      say(Integer.toString(i));
      say(worker.open("mutant-" + i, mutant));
    }
    say(END);
    /* What an image has to do at the exit is done, too. */
    System.exit(0);
  }

  private String open(String name, byte[] mutant) {
    try {
      Plugin plugin = Loader.open(name, mutant);
      use(plugin);
      return OPENED;
    } catch (PluginException refusal) {
      return refusal.getMessage().length() > name.length() + 2
          ? REFUSED + refusal.getClass().getSimpleName()
          : WRONG + "a refusal without a reason: " + refusal;
    } catch (RuntimeException | Error wrong) {
      return WRONG + wrong + " <- " + wrong.getStackTrace()[0];
    }
  }

  /** Lets ld.so look into all of the tables, on behalf of the library itself and of others. */
  private void use(Plugin plugin) {
    plugin.symbols().forEach(LiveWorker::ask);
    try {
      Loader.open("client", client, OpenOptions.builder().dependOn(plugin).build());
    } catch (PluginException refusal) {
      /* It lacks a symbol, or a version of it. */
      return;
    }
  }

  private static void ask(Symbol symbol) {
    try {
      ((LocalSymbol) symbol).segment();
    } catch (BindingException refusal) {
      /* An absolute value, or one outside of the image. */
      return;
    }
  }

  private static void say(String line) {
    try {
      OUT.write((MARK + line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
