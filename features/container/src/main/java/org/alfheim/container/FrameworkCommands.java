package org.alfheim.container;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.alfheim.plugin.SimilarNames;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;

/**
 * The life cycle of bundles, as commands that fail when they fail. A bundle is named by its id, by
 * its symbolic name or by its location. The location of a file may be written as its path; an ELF
 * file is wrapped.
 */
public final class FrameworkCommands {

  /** The session variable that ends a session: its value is the status. */
  static final String EXIT = "org.alfheim.container.exit";

  /** An id, or what {@code install} has said of it: {@code start $(install …)}. */
  private static final Pattern ID = Pattern.compile("(?:Bundle ID: )?(\\d{1,18})");

  private static final byte[] MAGIC = {0x7f, 'E', 'L', 'F'};

  private final BundleContext context;

  FrameworkCommands(BundleContext context) {
    this.context = context;
  }

  void register() {
    context.registerService(
        FrameworkCommands.class,
        this,
        FrameworkUtil.asDictionary(
            Map.of(
                "osgi.command.scope",
                "container",
                "osgi.command.function",
                new String[] {
                  "install", "start", "stop", "update", "refresh", "uninstall", "exit"
                })));
  }

  /**
   * Installs bundles.
   *
   * @param session gives the folder that paths are relative to
   * @param locations URLs, or paths of files
   * @return a line for each bundle
   * @throws FrameworkCommandException if a bundle cannot be read or installed
   */
  @Descriptor("install bundles; prints their ids")
  public String install(
      CommandSession session, @Descriptor("URLs, or paths of files") String... locations)
      throws FrameworkCommandException {
    try {
      List<String> lines = new ArrayList<>();
      for (String location : given(session, "install", locations)) {
        Bundle bundle = context.installBundle(url(session, location));
        lines.add("Bundle ID: " + bundle.getBundleId());
      }
      return String.join("\n", lines);
    } catch (BundleException | IllegalStateException refused) {
      throw new FrameworkCommandException(refused);
    }
  }

  /**
   * Starts bundles; one that is not there yet is installed.
   *
   * @param session gives the folder that paths are relative to
   * @param bundles ids, symbolic names, URLs or paths of files
   * @throws FrameworkCommandException if a bundle cannot be installed, resolved or started
   */
  @Descriptor("start bundles, and install those that are not there yet")
  public void start(
      CommandSession session,
      @Descriptor("ids, symbolic names, URLs or paths of files") String... bundles)
      throws FrameworkCommandException {
    try {
      for (String name : given(session, "start", bundles)) {
        Bundle bundle = find(session, name);
        if (bundle == null
            && name.matches("[\\w.-]+")
            && !Files.exists(session.currentDir().resolve(name))) {
          throw noBundle(name);
        }
        (bundle == null ? context.installBundle(url(session, name)) : bundle).start();
      }
    } catch (BundleException | IllegalStateException refused) {
      throw new FrameworkCommandException(refused);
    }
  }

  /**
   * Stops bundles.
   *
   * @param session gives the folder that paths are relative to
   * @param bundles ids, symbolic names, URLs or paths of files
   * @throws FrameworkCommandException if a bundle's activator fails
   */
  @Descriptor("stop bundles")
  public void stop(
      CommandSession session,
      @Descriptor("ids, symbolic names, URLs or paths of files") String... bundles)
      throws FrameworkCommandException {
    try {
      for (String name : given(session, "stop", bundles)) {
        installed(session, name).stop();
      }
    } catch (BundleException | IllegalStateException refused) {
      throw new FrameworkCommandException(refused);
    }
  }

  /**
   * Reads bundles anew, from their locations or one of them from another place. What depends on
   * them goes on with what it had until a {@link #refresh}.
   *
   * @param session gives the folder that paths are relative to
   * @param bundles ids, symbolic names, URLs or paths of files; behind a single one perhaps the URL
   *     or the path to read it from, which is neither an id nor a symbolic name
   * @throws FrameworkCommandException if a bundle cannot be read or started again
   */
  @Descriptor("read bundles anew from their locations, or one bundle from another place")
  public void update(
      CommandSession session,
      @Descriptor(
              "ids, symbolic names, URLs or paths of files; or one of these, and the URL or the path to read it from")
          String... bundles)
      throws FrameworkCommandException {
    given(session, "update", bundles);
    try {
      if (bundles.length == 2 && isPlace(session, bundles[1])) {
        updateFrom(installed(session, bundles[0]), url(session, bundles[1]));
        return;
      }
      for (String name : bundles) {
        installed(session, name).update();
      }
    } catch (BundleException | IllegalStateException refused) {
      throw new FrameworkCommandException(refused);
    }
  }

  /** Whether a word is a URL or a path, and not the id or the symbolic name of a bundle. */
  private boolean isPlace(CommandSession session, String word) {
    if (ID.matcher(word).matches() || named(word) != null) {
      return false;
    }
    return word.contains("/")
        || word.contains(":")
        || Files.exists(session.currentDir().resolve(word));
  }

  private static void updateFrom(Bundle bundle, String url)
      throws BundleException, FrameworkCommandException {
    InputStream content;
    try {
      content = URI.create(url).toURL().openStream();
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new FrameworkCommandException(unreadable);
    }
    // The framework closes it.
    bundle.update(content);
  }

  /**
   * Lets bundles and all that depend on them begin anew with what was updated, and waits for it.
   *
   * @param session gives the folder that paths are relative to
   * @param bundles ids, symbolic names, URLs or paths of files; none for all that were updated or
   *     uninstalled since the last time
   * @throws FrameworkCommandException if there is no such bundle, or the refresh fails
   */
  @Descriptor("let bundles and what depends on them begin anew with what was updated")
  public void refresh(
      CommandSession session,
      @Descriptor("ids, symbolic names, URLs or paths of files; all that were updated without any")
          String... bundles)
      throws FrameworkCommandException {
    List<Bundle> wanted = new ArrayList<>();
    for (String name : valued(session, "refresh", bundles)) {
      wanted.add(installed(session, name));
    }
    Refreshing.in(context).refresh(wanted.isEmpty() ? null : wanted);
  }

  /**
   * Uninstalls bundles.
   *
   * @param session gives the folder that paths are relative to
   * @param bundles ids, symbolic names, URLs or paths of files
   * @throws FrameworkCommandException if a bundle cannot be uninstalled
   */
  @Descriptor("uninstall bundles")
  public void uninstall(
      CommandSession session,
      @Descriptor("ids, symbolic names, URLs or paths of files") String... bundles)
      throws FrameworkCommandException {
    try {
      for (String name : given(session, "uninstall", bundles)) {
        installed(session, name).uninstall();
      }
    } catch (BundleException | IllegalStateException refused) {
      throw new FrameworkCommandException(refused);
    }
  }

  /**
   * Ends the session, and with it the container.
   *
   * @param session the session to end
   * @param status the status of the process, from 0 to 255; 0 where there is none
   * @throws BundleException if the framework refuses to stop
   */
  @Descriptor("leave the shell and stop the container")
  public void exit(
      CommandSession session, @Descriptor("status of the process; 0 without it") int... status)
      throws BundleException {
    session.put(EXIT, status.length == 0 ? 0 : status[0]);
    if (context.getProperty("org.alfheim.container.interactive") != null) {
      context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).stop();
    }
  }

  /** The arguments of a command that does nothing without any. */
  private static String[] given(CommandSession session, String command, String... names)
      throws FrameworkCommandException {
    if (valued(session, command, names).length == 0) {
      throw new FrameworkCommandException(
          command + " takes at least one bundle; lb lists what is installed");
    }
    return names;
  }

  /**
   * What the shell hands on for a variable that is not set is null; a first null it takes for the
   * session.
   */
  private static String[] valued(CommandSession session, String command, String... names)
      throws FrameworkCommandException {
    if (session == null || Arrays.asList(names).contains(null)) {
      throw new FrameworkCommandException(command + ": an argument is a variable that is not set");
    }
    return names;
  }

  private Bundle installed(CommandSession session, String name) throws FrameworkCommandException {
    Bundle bundle = find(session, name);
    if (bundle == null) {
      throw noBundle(name);
    }
    return bundle;
  }

  private Bundle find(CommandSession session, String name) {
    Matcher id = ID.matcher(name);
    if (id.matches()) {
      return context.getBundle(Long.parseLong(id.group(1)));
    }
    Bundle byLocation = context.getBundle(url(session, name));
    return byLocation != null ? byLocation : named(name);
  }

  private Bundle named(String symbolicName) {
    return Stream.of(context.getBundles())
        .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
        .findFirst()
        .orElse(null);
  }

  private FrameworkCommandException noBundle(String name) {
    return new FrameworkCommandException(
        "no bundle and no file "
            + name
            + " (lb lists what is installed)"
            + SimilarNames.question(
                name,
                Stream.of(context.getBundles())
                    .map(Bundle::getSymbolicName)
                    .filter(Objects::nonNull)
                    .toList()));
  }

  /**
   * A location as the framework wants it; a file is named by its path, and an ELF file is one to
   * wrap.
   */
  private static String url(CommandSession session, String location) {
    if (location.matches("[a-zA-Z][a-zA-Z0-9+.-]*:.*")) {
      return location;
    }
    Path file = session.currentDir().resolve(location).normalize();
    return (isElf(file) ? "elf:file:" : "file:") + file.toUri().getRawPath();
  }

  private static boolean isElf(Path file) {
    try (InputStream content = Files.newInputStream(file)) {
      return Arrays.equals(content.readNBytes(MAGIC.length), MAGIC);
    } catch (IOException e) {
      // Whoever installs it will say why it cannot be read.
      return false;
    }
  }
}
