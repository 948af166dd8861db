package org.alfheim.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.alfheim.process.StandardOutput;
import org.alfheim.process.StandardStreams;
import org.apache.felix.gogo.runtime.Closure;
import org.apache.felix.gogo.runtime.EOFError;
import org.apache.felix.gogo.runtime.SyntaxError;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/**
 * Runs commands of the shell with nobody at a terminal: the text that the container was started
 * with, or, without one, what comes on the standard input.
 *
 * <p>A text is a program: the first statement that fails ends it. The standard input is read as a
 * person's typing is: line by line as they come, going on after a failure. Either way a statement's
 * value is printed to the standard output, a failure is one line on the standard error, and the
 * status is 1 if anything failed.
 */
final class Batch implements Callable<Integer> {

  private static final int FAILED = 1;

  /** What a shell says of a process that SIGPIPE has ended. */
  private static final int CLOSED_PIPE = 128 + 13;

  private final BundleContext context;
  private final CommandProcessor processor;
  private final boolean server;
  private final boolean stackTraces;

  private final Hints hints;
  private final LogLines log;
  private final StandardOutput output;
  private final PrintStream out;
  private final PrintStream err;

  /** The statement that is executed, or was the last. */
  private String running = "";

  Batch(
      BundleContext context,
      CommandProcessor processor,
      LogLines log,
      StandardOutput output,
      PrintStream out,
      PrintStream err) {
    this.context = context;
    this.hints = new Hints(context);
    this.processor = processor;
    this.log = log;
    this.output = output;
    this.out = out;
    this.err = err;
    this.server = Boolean.parseBoolean(context.getProperty("org.alfheim.container.server"));
    this.stackTraces =
        Boolean.parseBoolean(context.getProperty("org.alfheim.container.stacktrace"));
  }

  /**
   * Runs everything there is to run.
   *
   * @return the status for the process: 0, or 1 if a statement failed, or what {@code exit} was
   *     given
   * @throws IOException if the standard input cannot be read
   */
  @Override
  public Integer call() throws IOException {
    String commands = context.getProperty("org.alfheim.container.commands");
    log.catchUp();
    InputStream in = new FileInputStream(FileDescriptor.in);
    // Its classes are there from now on: a command may refresh the bundle that they come from.
    told(0);
    int status;
    boolean goesOn;
    try (CommandSession session =
        processor.createSession(commands == null ? InputStream.nullInputStream() : in, out, err)) {
      session.put("SCOPE", "container:plugin:gogo:*");
      status = told(commands == null ? interpret(session, in) : run(session, commands));
      goesOn =
          server && commands == null && !(session.get(FrameworkCommands.EXIT) instanceof Integer);
    }
    // Once the framework has stopped, a class that is needed for the first time is no longer found.
    if (goesOn) {
      awaitStop();
    }
    return status;
  }

  /** What was done and could not be told was not done. */
  private int told(int status) {
    return switch (output.state()) {
      case StandardOutput.Whole() when StandardStreams.outputIsWhole() -> status;
      case StandardOutput.Whole() -> {
        err.println("alfheim: what a plugin wrote to the output can't be written");
        yield status == 0 ? FAILED : status;
      }
      case StandardOutput.Closed() -> status == 0 ? CLOSED_PIPE : status;
      case StandardOutput.Failed(String reason) -> {
        err.println("alfheim: the output can't be written: " + reason);
        yield status == 0 ? FAILED : status;
      }
    };
  }

  private int run(CommandSession session, String program) {
    try {
      for (String statement : Statements.of(program)) {
        running = statement;
        execute(session, statement);
        if (session.get(FrameworkCommands.EXIT) instanceof Integer status) {
          return status;
        }
      }
      return 0;
    } catch (EOFError e) {
      report(
          new IllegalArgumentException(
              "the commands end within a statement: " + e.getMessage(), e));
      return FAILED;
    } catch (Exception e) {
      report(e);
      return FAILED;
    }
  }

  private int interpret(CommandSession session, InputStream in) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8));
    int status = 0;
    String pending = "";
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      pending += line + "\n";
      if (endsWithin(pending)) {
        continue;
      }
      status |= run(session, pending);
      pending = "";
      if (session.get(FrameworkCommands.EXIT) instanceof Integer asked) {
        return asked;
      }
    }
    return status | run(session, pending);
  }

  /** A server goes on when nobody has more to say to it. */
  private void awaitStop() {
    try {
      context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(Framework.class).waitForStop(0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean endsWithin(String text) {
    try {
      Statements.of(text);
      return false;
    } catch (EOFError e) {
      return true;
    } catch (SyntaxError e) {
      return false;
    }
  }

  private void execute(CommandSession session, String statement) throws Exception {
    session.put(Closure.PIPE_EXCEPTION, null);
    Object value = session.execute(statement);
    if (value != null && !Statements.isAssignment(statement) && !isGrepsOpinion(statement, value)) {
      out.println(session.format(value, Converter.INSPECT).toString().stripTrailing());
    }
    flush();
    log.catchUp();
    // A command that fails in the midst of a pipe is no failure to the shell, which has told it.
    if (session.get(Closure.PIPE_EXCEPTION) instanceof Exception failure) {
      throw new ToldException(failure);
    }
  }

  /** Java and C have a buffer each for what goes to the same place; what is in them came first. */
  private static void flush() {
    System.out.flush();
    StandardStreams.flush();
  }

  /** At the end of a pipe, the shell's own commands say whether they found something. */
  private static boolean isGrepsOpinion(String statement, Object value) {
    return value instanceof Boolean && Statements.isPipeline(statement);
  }

  private void report(Exception failure) {
    System.out.flush();
    if (!(failure instanceof ToldException)) {
      err.println("alfheim: " + FailureLine.of(failure) + hints.of(running, failure));
    }
    if (stackTraces) {
      failure.printStackTrace(err);
    }
  }

  /** A failure of which the person has read. */
  private static final class ToldException extends Exception {
    private static final long serialVersionUID = 1;

    ToldException(Exception cause) {
      super(cause);
    }
  }
}
