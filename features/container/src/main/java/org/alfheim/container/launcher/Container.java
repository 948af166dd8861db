package org.alfheim.container.launcher;

import java.io.Console;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.alfheim.container.FailureLine;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleWiring;

/**
 * A framework with the bundles of one folder, from its start to its end.
 *
 * <p>The container knows nothing of what runs in it, but for one convention: a service of type
 * {@link Callable} with the property {@code main.thread=true} is called on the main thread once
 * everything is started, and its result is the status of the process. Without such a service the
 * container runs until somebody stops the framework. What has to be over before that, says so to
 * {@link StopAtExit}.
 */
final class Container {

  /** Tells of each provider that it finds, by way of Java's own logging. */
  private static final Logger WEAVER = Logger.getLogger("org.apache.aries.spifly");

  private final Arguments arguments;
  private final Path bundles;
  private final boolean interactive;

  /**
   * @param arguments what the container shall do
   * @param bundles the folder of the bundles to install
   */
  Container(Arguments arguments, Path bundles) {
    this.arguments = arguments;
    this.bundles = bundles;
    this.interactive =
        arguments.commands().isEmpty()
            && Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }

  /**
   * Starts the framework, waits for its end and cleans up.
   *
   * @return the status for the process
   * @throws BundleException if the framework does not start
   * @throws IOException if the folder of the bundles cannot be read, or the state not be written
   */
  int run() throws Exception {
    if (arguments.state().isPresent()) {
      Path state = Files.createDirectories(arguments.state().get());
      if (!Files.isWritable(state)) {
        throw new IllegalStateException(
            "--state: user %s, as which this runs, can't write to %s; give it the folder, or name another"
                .formatted(Files.getAttribute(Path.of("/proc/self"), "unix:uid"), state));
      }
      return runAlone(state);
    }
    Path temporary = Files.createTempDirectory("alfheim-container-");
    try {
      return run(temporary);
    } finally {
      delete(temporary);
    }
  }

  /** Felix locks its cache and goes on where the lock is taken, to the ruin of both. */
  private int runAlone(Path state) throws Exception {
    try (FileChannel file =
            FileChannel.open(
                state.resolve("in-use"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.tryLock()) {
      if (lock == null) {
        throw new IllegalStateException(
            "the state in "
                + state
                + " is in use by another container; stop it, or name another folder");
      }
      return run(state);
    }
  }

  private int run(Path state) throws Exception {
    WEAVER.setLevel(Level.WARNING);
    Optional<WebConsole> console = console();
    if (console.isPresent()) {
      WebConsole.prepare();
      console.get().claim();
    }
    Framework framework =
        ServiceLoader.load(FrameworkFactory.class)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no OSGi framework on the class path"))
            .newFramework(configuration(state, console));
    framework.init(Container::report);
    StopAtExit stop = StopAtExit.of(framework);
    try {
      start(framework, stop);
      int status = stop.processEnds() ? 0 : work(framework, console);
      stop.stop();
      return status;
    } catch (Exception | LinkageError e) {
      if (stop.processEnds()) {
        // It has its status, and nobody asks any more for what was not done.
        return 0;
      }
      throw e;
    }
  }

  private void start(Framework framework, StopAtExit stop) throws BundleException, IOException {
    try {
      for (Bundle bundle : install(framework.getBundleContext())) {
        if (isFragment(bundle)) {
          continue; // It comes with its host.
        }
        if (isWanted(bundle)) {
          bundle.start(Bundle.START_ACTIVATION_POLICY);
        } else {
          bundle.stop();
        }
      }
      if (!stop.processEnds()) {
        framework.start();
      }
    } finally {
      stop.startIsOver();
    }
  }

  private int work(Framework framework, Optional<WebConsole> console) throws Exception {
    if (console.isPresent()) {
      System.err.println(console.get().announcement(framework.getBundleContext()));
    }
    if (interactive) {
      startLineEditor(framework.getBundleContext());
    }
    Heartbeat.start(framework);
    if (arguments.serve()) {
      announceReadiness(framework.getBundleContext());
    }
    return main(framework.getBundleContext());
  }

  private Optional<WebConsole> console() throws IOException {
    if (arguments.console().isEmpty()) {
      return Optional.empty();
    }
    Password password =
        Password.find(
            arguments.passwordFile(), System.getenv(Password.VARIABLE), arguments.state());
    List<String> hosts = new ArrayList<>(arguments.consoleHosts());
    Optional.ofNullable(System.getenv(WebConsole.HOSTS_VARIABLE)).ifPresent(hosts::add);
    return Optional.of(new WebConsole(arguments.console().get(), hosts, password));
  }

  /** For whoever reads the log of a container that nobody talks to. */
  private static void announceReadiness(BundleContext context) {
    long active =
        Stream.of(context.getBundles())
            .filter(bundle -> bundle.getState() == Bundle.ACTIVE)
            .count();
    System.err.println("alfheim: ready: %d bundles are active".formatted(active));
  }

  private Map<String, String> configuration(Path state, Optional<WebConsole> console) {
    Map<String, String> configuration = new HashMap<>();
    console.map(WebConsole::properties).ifPresent(configuration::putAll);
    configuration.put(
        "org.alfheim.container.server", Boolean.toString(arguments.serve() || console.isPresent()));
    configuration.put(Constants.FRAMEWORK_STORAGE, state.toString());
    configuration.put(
        Constants.FRAMEWORK_BEGINNING_STARTLEVEL, Integer.toString(StartLevel.LAST.number()));
    // What goes wrong arrives as an event or as an exception, and is told once, from here.
    configuration.put("felix.log.level", "0");
    if (!arguments.dropFolders().isEmpty()) {
      configuration.put(
          "felix.fileinstall.dir",
          arguments.dropFolders().stream().map(Path::toString).collect(Collectors.joining(",")));
      configuration.put("felix.fileinstall.poll", "500");
      // The first pass is over when the drop folder's bundle is started.
      configuration.put("felix.fileinstall.noInitialDelay", "true");
      configuration.put("felix.fileinstall.enableConfigSave", "false");
      // It lists the folder instead: the kernel tells nothing of writes by other machines, of
      // what links lead to, and of a folder that goes and comes back.
      configuration.put("felix.fileinstall.disableNio2", "true");
      // A folder would be packed, and a pipe in it be read for ever.
      configuration.put("felix.fileinstall.subdir.mode", "skip");
      configuration.put("felix.fileinstall.filter", "(?s)(?!\\.)(?!.*(~|\\.tmp|\\.part)$).*");
      configuration.put("org.alfheim.deployer.bundles", "all");
    }
    arguments
        .commands()
        .ifPresent(commands -> configuration.put("org.alfheim.container.commands", commands));
    if (interactive) {
      configuration.put("org.alfheim.container.interactive", "true");
    } else {
      configuration.put("gosh.args", "--quiet --nointeractive --noshutdown");
    }
    configuration.put(
        "org.alfheim.container.stacktrace", Boolean.toString(arguments.stackTraces()));
    // Where the shell finds etc/gosh_profile; otherwise it looks in the current folder.
    configuration.put("gosh.home", bundles.getParent().toString());
    return configuration;
  }

  private List<Bundle> install(BundleContext context) throws BundleException, IOException {
    List<Path> files = new ArrayList<>(jars(bundles));
    List<Path> further = new ArrayList<>(jars(bundles.resolveSibling("console")));
    further.removeIf(file -> files.contains(bundles.resolve(file.getFileName())));
    if (arguments.console().isPresent()) {
      files.addAll(further);
    } else {
      for (Path file : further) {
        // An earlier run with the same state has installed it.
        Bundle bundle = context.getBundle(location(file));
        if (bundle != null) {
          bundle.uninstall();
        }
      }
    }
    List<Bundle> installed = new ArrayList<>();
    for (Path file : files) {
      Bundle bundle = context.installBundle(location(file));
      if (bundle.getLastModified() < Files.getLastModifiedTime(file).toMillis()) {
        bundle.update();
      }
      bundle
          .adapt(BundleStartLevel.class)
          .setStartLevel(StartLevel.of(bundle.getSymbolicName()).number());
      installed.add(bundle);
    }
    return installed;
  }

  private static List<Path> jars(Path folder) throws IOException {
    try (Stream<Path> listed = Files.list(folder)) {
      return listed.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static String location(Path file) {
    return "reference:" + file.toUri();
  }

  private boolean isWanted(Bundle bundle) {
    return switch (bundle.getSymbolicName()) {
      case "org.apache.felix.fileinstall" -> !arguments.dropFolders().isEmpty();
      case "org.apache.felix.gogo.jline" -> false;
      case "org.apache.felix.gogo.shell" -> !interactive;
      default -> true;
    };
  }

  private static boolean isFragment(Bundle bundle) {
    return bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
  }

  /**
   * Starts the shell of the terminal, when all else is started. JLine finds its terminals with the
   * context class loader of the thread that asks, and that is this one.
   */
  private static void startLineEditor(BundleContext context) throws BundleException {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try {
      Thread.currentThread()
          .setContextClassLoader(
              find(context, "org.jline").adapt(BundleWiring.class).getClassLoader());
      find(context, "org.apache.felix.gogo.jline").start(Bundle.START_TRANSIENT);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private static Bundle find(BundleContext context, String symbolicName) {
    return Stream.of(context.getBundles())
        .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no bundle " + symbolicName));
  }

  private int main(BundleContext context) throws Exception {
    ServiceReference<?> main = mainThread(context);
    if (main == null) {
      context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(Framework.class).waitForStop(0);
      return 0;
    }
    return context.getService(main) instanceof Callable<?> callable
            && callable.call() instanceof Integer status
        ? status
        : 0;
  }

  private static ServiceReference<?> mainThread(BundleContext context)
      throws InvalidSyntaxException {
    ServiceReference<?>[] found =
        context.getServiceReferences(Callable.class.getName(), "(main.thread=true)");
    return found == null ? null : found[0];
  }

  private static void report(FrameworkEvent event) {
    if (event.getType() == FrameworkEvent.ERROR) {
      System.err.println(
          "alfheim: " + event.getBundle() + ": " + FailureLine.of(event.getThrowable()));
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
