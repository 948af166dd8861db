package org.alfheim.deployer.internal;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.alfheim.activator.FolderPolicy;
import org.alfheim.elf.ElfException;
import org.alfheim.log.BundleLog;
import org.alfheim.log.Log;
import org.alfheim.registry.PluginConstants;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.apache.felix.fileinstall.ArtifactListener;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * The drop folder: what Felix File Install sees come, change and go.
 *
 * <p>It is an {@code ArtifactInstaller} and not an {@code ArtifactUrlTransformer}, although a
 * transformer is less code: for that one, and for bundles, File Install installs and starts by
 * itself, logs failures not at all or again and again, with a stack trace, updates a bundle from
 * elsewhere that has the same name, and uninstalls a running plugin when its file has become
 * unreadable. Here a failure is one line, a plugin that runs stays when its new file is no good,
 * and one that waits for another plugin is started when that one has come.
 *
 * <p>Files whose names are not in the encoding of the locale File Install can't open; {@link
 * Unopenable} finds them.
 *
 * <p>Bundles without a plugin are left to File Install, unless the framework's property {@value
 * #BUNDLES} is {@code all}.
 *
 * <p>The locations {@code elf:file:…} and {@code file:…} are such that File Install recognises:
 * after a restart of the framework it reports each file as changed, and most of what went meanwhile
 * as deleted.
 */
@Component(
    service = {ArtifactListener.class, ArtifactInstaller.class},
    // Before others: who opens a pipe to look what it is never comes back.
    property = Constants.SERVICE_RANKING + ":Integer=1000")
public final class DropFolder implements ArtifactInstaller {
  static final String BUNDLES = "org.alfheim.deployer.bundles";

  /**
   * How long a file that can't be used must have been left alone before it is called broken, and
   * how long a bundle may wait for what it needs before that is told.
   */
  private static final Duration SETTLING = Duration.ofSeconds(2);

  private final BundleContext context;
  private final boolean everyBundle;
  private final DropLog log;

  /** The folders, as far as they are known: those of Config Admin are when a file of them comes. */
  private final Set<Path> folders = ConcurrentHashMap.newKeySet();

  private final WaitingBundles waiting;
  private final Deployments deployments;
  private final FolderCheck check;
  private final Arrivals arrivals;
  private final Unopenable unopenable;

  /** Files that can't be used and may be on their way. */
  private final Map<Path, FileStamp> unfinished = new ConcurrentHashMap<>();

  /** Files that nobody lets us read. */
  private final Set<Path> unreadable = ConcurrentHashMap.newKeySet();

  /** How often the policy had changed when what waits was last tried. */
  private volatile long policy;

  private final AtomicBoolean retrying = new AtomicBoolean();

  private final LateReports late;

  /** Guarded by this. */
  private boolean stopped;

  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("Alfheim drop folder").daemon().factory());

  /**
   * For the runtime of Declarative Services.
   *
   * @param context this bundle's
   */
  @Activate
  public DropFolder(BundleContext context) {
    this(context, new BundleLog(context.getBundle()));
  }

  DropFolder(BundleContext context, Log log) {
    this.context = context;
    this.everyBundle = "all".equals(context.getProperty(BUNDLES));
    this.log = new DropLog(log);
    this.waiting = new WaitingBundles(context, this.log);
    this.deployments = new Deployments(context, this.log, waiting);
    List<Path> configured = FolderPolicy.folders(context);
    this.folders.addAll(configured);
    this.check = new FolderCheck(configured, everyBundle, this.log);
    this.unopenable = new Unopenable(configured);
    this.late = new LateReports(context.getDataFile("dropped").toPath().getParent());
    this.arrivals =
        new Arrivals(
            context, this::soonRetry, () -> soon(this::retryNamesakes), () -> tell(Duration.ZERO));
    heedPolicy();
    deployments.cleanUp();
    arrivals.open();
    check.look();
    lookAtUnopenable();
    soon(this::lookAtLate);
    Future<?> _ =
        later.scheduleWithFixedDelay(
            this::look, SETTLING.toMillis(), SETTLING.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** For the runtime of Declarative Services. */
  @Deactivate
  public void deactivate() {
    arrivals.close();
    later.shutdownNow();
    stop();
  }

  private synchronized void stop() {
    Map.copyOf(unfinished).forEach(this::judge);
    tell(Duration.ZERO);
    stopped = true;
  }

  @Override
  public boolean canHandle(File file) {
    // File Install comes upon a name that it can't have, in place of one of those.
    return path(file).map(this::isOurs).orElse(true);
  }

  /** Empty if no file can have the name in the encoding of the locale. */
  private static Optional<Path> path(File file) {
    try {
      return Optional.of(file.toPath());
    } catch (InvalidPathException unmappable) {
      return Optional.empty();
    }
  }

  private boolean isOurs(Path file) {
    return switch (FileKind.of(file, everyBundle)) {
      case IMAGE, JAR, SPECIAL -> true;
      case OTHER -> !Files.isDirectory(file) && isDeployed(file);
    };
  }

  private synchronized boolean isDeployed(Path file) {
    return !stopped && deployments.of(file).filter(this::isOurs).isPresent();
  }

  /** What has been a bundle counts as one, also if it is broken now. */
  private FileKind kind(Path file) {
    FileKind kind = FileKind.of(file, everyBundle);
    return kind == FileKind.OTHER
            && deployments.of(file).filter(bundle -> !Dropped.isOfImage(bundle)).isPresent()
        ? FileKind.JAR
        : kind;
  }

  private boolean isOurs(Bundle bundle) {
    return everyBundle
        || bundle.getHeaders("").get(PluginConstants.NATIVE_PLUGIN) != null
        || Dropped.Natives.isOne(bundle);
  }

  @Override
  public void install(File file) {
    path(file).ifPresent(this::deploy);
  }

  @Override
  public void update(File file) {
    path(file).ifPresent(this::deploy);
  }

  @Override
  public void uninstall(File file) {
    path(file).ifPresent(this::uninstall);
  }

  private synchronized void uninstall(Path file) {
    if (stopped) {
      leave(file);
      return;
    }
    unreadable.remove(file);
    unfinished.remove(file);
    deployments.uninstall(file);
  }

  /** The one who comes next does what this one no longer can. */
  private void leave(Path file) {
    try {
      late.add(file);
    } catch (IOException full) {
      throw new UncheckedIOException(file + ": the deployer has stopped; touch the file", full);
    }
  }

  private synchronized void deploy(Path file) {
    if (stopped) {
      leave(file);
      return;
    }
    if (Files.isDirectory(file)) {
      uninstall(file);
      return;
    }
    folders.add(file.toAbsolutePath().getParent());
    heedPolicy();
    FileStamp before = FileStamp.of(file);
    FileKind kind = kind(file);
    try {
      deployments.deploy(file, Dropped.read(file, kind));
      unreadable.remove(file);
      soonTell();
    } catch (IOException | ElfException refused) {
      if (before.isYoungerThan(SETTLING) && kind.mayBeUnfinished(file)) {
        unfinished.put(file, before);
        Future<?> _ =
            later.schedule(() -> judge(file, before), SETTLING.toMillis(), TimeUnit.MILLISECONDS);
      } else {
        refused(file, refused);
      }
    }
  }

  /**
   * Tells of a file that is broken after all; of one that has changed, File Install tells anew, or
   * has done so, and there is another day of judgement.
   */
  private synchronized void judge(Path file, FileStamp before) {
    if (!unfinished.remove(file, before) || !FileStamp.of(file).equals(before)) {
      return;
    }
    heedPolicy();
    try {
      deployments.deploy(file, Dropped.read(file, kind(file)));
      soonTell();
    } catch (IOException | ElfException refused) {
      refused(file, refused);
    }
  }

  private void refused(Path file, Exception reason) {
    if (!Files.exists(file)) {
      return; // Gone since; File Install will tell.
    }
    if (!Files.isReadable(file)) {
      unreadable.add(file);
    }
    Optional<Bundle> bundle = deployments.of(file);
    log.error(
        bundle
                .map(stays -> "bundle " + WaitingBundles.name(stays) + " stays as it is: ")
                .orElse("not deployed: ")
            + reason.getMessage());
  }

  /** Has the policy in force that lies in the folders now; File Install may come to it later. */
  private void heedPolicy() {
    folders.forEach(folder -> FolderPolicy.heed(context, folder));
  }

  private void look() {
    check.look();
    heedPolicy();
    lookAtLate();
    lookAtUnopenable();
    if (policy != FolderPolicy.changes()) {
      soonRetry();
    }
    due().forEach(this::deploy);
    for (Path file : Set.copyOf(unreadable)) {
      // File Install looks at the time and the length alone.
      if (Files.isReadable(file) && unreadable.remove(file)) {
        deploy(file);
      }
    }
  }

  private synchronized void lookAtLate() {
    if (stopped) {
      return;
    }
    try {
      for (Path file : late.take()) {
        if (Files.exists(file)) {
          deploy(file);
        } else {
          uninstall(file);
        }
      }
    } catch (IOException unreadable) {
      log.error("what changed meanwhile is not deployed: " + DeployFailure.text(unreadable));
    }
  }

  private synchronized void lookAtUnopenable() {
    unopenable.look(
        file -> {
          if (isOurs(file)) {
            deploy(file);
          }
        },
        this::uninstall);
  }

  private synchronized List<Path> due() {
    return deployments.due();
  }

  /** What comes often comes in numbers. */
  private void soonRetry() {
    if (retrying.compareAndSet(false, true)) {
      soon(this::retry);
    }
  }

  private void soon(Runnable task) {
    try {
      later.execute(task);
    } catch (RejectedExecutionException leaving) {
      // What still waits is told.
    }
  }

  private void soonTell() {
    try {
      Future<?> _ =
          later.schedule(() -> tell(SETTLING), SETTLING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException leaving) {
      // What still waits is told.
    }
  }

  private synchronized void retry() {
    retrying.set(false);
    heedPolicy();
    policy = FolderPolicy.changes();
    waiting.retry();
  }

  private synchronized void retryNamesakes() {
    deployments.takeNamesakes().stream().filter(file -> Files.exists(file)).forEach(this::deploy);
  }

  private synchronized void tell(Duration patience) {
    waiting.tell(patience);
  }
}
