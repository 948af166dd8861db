package org.alfheim.shell;

import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.Arrays;
import org.osgi.framework.BundleContext;

/**
 * A session of the framework's shell. The shell is a bundle with classes of its own, and what the
 * class path of the tests has under the same names are others: so it is reached by reflection.
 */
final class Session implements AutoCloseable {
  /** {@code Converter.INSPECT}: as a shell shows the value of a command. */
  private static final int INSPECT = 0;

  private final Object session;

  private Session(Object session) {
    this.session = session;
  }

  static Session open(BundleContext context, Path folder, OutputStream out) throws Exception {
    Object processor =
        context.getService(
            context
                .getAllServiceReferences("org.apache.felix.service.command.CommandProcessor", null)[
                0]);
    Session session =
        new Session(call(processor, "createSession", InputStream.nullInputStream(), out, out));
    call(session.session, "currentDir", folder);
    return session;
  }

  Object execute(String program) throws Exception {
    return call(session, "execute", program);
  }

  String format(Object value) throws Exception {
    return value == null ? "" : call(session, "format", value, INSPECT).toString();
  }

  @Override
  public void close() {
    try {
      call(session, "close");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object call(Object target, String method, Object... arguments) throws Exception {
    try {
      return Arrays.stream(target.getClass().getMethods())
          .filter(candidate -> candidate.getName().equals(method))
          .filter(candidate -> accepts(candidate.getParameterTypes(), arguments))
          .findFirst()
          .orElseThrow()
          .invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private static boolean accepts(Class<?>[] types, Object[] arguments) {
    if (types.length != arguments.length) {
      return false;
    }
    for (int i = 0; i < types.length; i++) {
      if (types[i] != int.class && !types[i].isInstance(arguments[i])) {
        return false;
      }
    }
    return true;
  }
}
