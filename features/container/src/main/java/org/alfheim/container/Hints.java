package org.alfheim.container;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.alfheim.names.SimilarNames;
import org.apache.felix.gogo.runtime.CommandNotFoundException;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.CommandSessionListener;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * What the shell's own complaints leave unsaid: the command that was meant, and the quotes that a C
 * declaration needs. At a terminal, where the shell prints its complaint itself, the hint stands
 * before it.
 */
final class Hints implements CommandSessionListener {
  private static final String UNMATCHED = "no matches found: ";

  /** Commands that take a declaration of C. */
  private static final Pattern DECLARES = Pattern.compile("(^|[\\s;|({:])(call|get|set)\\s.*");

  private final BundleContext context;

  /**
   * @param context that of this bundle; the framework's is used, since this bundle may be refreshed
   */
  Hints(BundleContext context) {
    this.context = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getBundleContext();
  }

  /** What to add to the message of a failure; empty where there is nothing to add. */
  String of(CharSequence statement, Throwable failure) {
    if (failure instanceof CommandNotFoundException missing) {
      return SimilarNames.question(missing.getCommand(), commands(missing.getCommand()));
    }
    boolean declares =
        failure instanceof IOException
            && String.valueOf(failure.getMessage()).startsWith(UNMATCHED)
            && DECLARES.matcher(statement.toString().replaceAll("\\s+", " ")).find();
    return declares
        ? "; put what C declares in quotes, such as 'int add(int, int)' or 'int *V'"
        : "";
  }

  /** The names of commands, with their scopes where the word has one. */
  private Iterable<String> commands(String word) {
    boolean scoped = word.contains(":");
    Set<String> names = new TreeSet<>();
    for (ServiceReference<?> reference : services()) {
      Object scope = reference.getProperty(CommandProcessor.COMMAND_SCOPE);
      for (String name : functions(reference.getProperty(CommandProcessor.COMMAND_FUNCTION))) {
        names.add(scoped ? scope + ":" + name : name);
      }
    }
    return names;
  }

  private List<ServiceReference<?>> services() {
    try {
      ServiceReference<?>[] found =
          context.getAllServiceReferences(
              null,
              "(&("
                  + CommandProcessor.COMMAND_SCOPE
                  + "=*)("
                  + CommandProcessor.COMMAND_FUNCTION
                  + "=*))");
      return found == null ? List.of() : List.of(found);
    } catch (InvalidSyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static List<String> functions(Object property) {
    List<String> names = new ArrayList<>();
    switch (property) {
      case String[] several -> names.addAll(List.of(several));
      case Iterable<?> several -> several.forEach(each -> names.add(String.valueOf(each)));
      default -> names.add(String.valueOf(property));
    }
    return names;
  }

  @Override
  public void beforeExecute(CommandSession session, CharSequence command) {}

  @Override
  public void afterExecute(CommandSession session, CharSequence command, Object result) {}

  @Override
  public void afterExecute(CommandSession session, CharSequence command, Exception failure) {
    String hint = of(command, failure);
    if (!hint.isEmpty()) {
      session.getConsole().println("alfheim: " + hint.substring("; ".length()));
    }
  }
}
