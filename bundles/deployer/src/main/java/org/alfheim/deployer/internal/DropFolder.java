package org.alfheim.deployer.internal;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.alfheim.activator.StartFailure;
import org.alfheim.elf.ElfException;
import org.alfheim.wrap.PluginBundle;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.apache.felix.fileinstall.ArtifactListener;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/**
 * The drop folder: what Felix File Install sees come, change and go.
 *
 * <p>It is an {@code ArtifactInstaller} and not an {@code ArtifactUrlTransformer}, although a
 * transformer is less code: for that one File Install installs and starts by itself, logs each
 * failure with a stack trace, tries again at each look at the folder, and uninstalls a running
 * plugin when its file has become unreadable. Here a failure is one line, a plugin that runs stays
 * when its new file is no good, and one that waits for another plugin is started when that one has
 * come.
 *
 * <p>The location {@code elf:file:…} is one that File Install recognises: after a restart of the
 * framework it reports each file as changed, and most of what went meanwhile as deleted.
 */
@Component(service = {ArtifactListener.class, ArtifactInstaller.class})
public final class DropFolder implements ArtifactInstaller {
  /** How long a file that can't be used must have been left alone before it is called broken. */
  private static final Duration SETTLING = Duration.ofSeconds(2);

  private final BundleContext context;
  private final PluginBundles bundles;
  private final Logger log;
  private final DroppedFiles dropped;

  /** Files that can't be used and may be on their way. */
  private final Map<File, FileStamp> unfinished = new ConcurrentHashMap<>();

  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("Alfheim drop folder").daemon().factory());

  /** Installed, but could not be started; what they lack may be the next file. */
  private final Set<Bundle> waiting = ConcurrentHashMap.newKeySet();

  /**
   * For the runtime of Declarative Services.
   *
   * @param context this bundle's
   * @param log where failures are told
   */
  @Activate
  public DropFolder(BundleContext context, @Reference(service = LoggerFactory.class) Logger log) {
    this.context = context;
    this.bundles = new PluginBundles(context);
    this.log = log;
    this.dropped = new DroppedFiles(context.getDataFile("dropped").toPath());
    dropped.locations().forEach(this::uninstallIfGone);
  }

  /** For the runtime of Declarative Services. */
  @Deactivate
  public void deactivate() {
    later.shutdownNow();
    Set.copyOf(unfinished.keySet()).forEach(this::judge);
  }

  private void uninstallIfGone(String location) {
    try {
      Path file = ElfLocation.parse(location).file().orElseThrow();
      if (!Files.exists(file)) {
        uninstall(file.toFile());
      }
    } catch (MalformedLocationException | NoSuchElementException foreign) {
      dropped.remove(location);
    }
  }

  @Override
  public boolean canHandle(File file) {
    return ElfFile.isMeant(file);
  }

  @Override
  public void install(File file) {
    deploy(file);
  }

  @Override
  public void update(File file) {
    deploy(file);
  }

  @Override
  public synchronized void uninstall(File file) {
    String location = location(file);
    Bundle bundle = context.getBundle(location);
    dropped.remove(location);
    if (bundle == null) {
      return;
    }
    try {
      waiting.remove(bundle);
      bundle.uninstall();
      log.info("{}: gone, bundle {} is uninstalled", file, name(bundle));
    } catch (BundleException failed) {
      log.error(
          "{}: gone, but bundle {} can't be uninstalled: {}",
          file,
          name(bundle),
          failed.getMessage());
    }
  }

  private static String location(File file) {
    return ElfLocation.of(file.toPath());
  }

  private synchronized void deploy(File file) {
    FileStamp before = FileStamp.of(file);
    try {
      deploy(file, PluginBundle.of(file.toPath()));
    } catch (IOException | ElfException refused) {
      if (before.isYoungerThan(SETTLING) && ElfFile.mayBeUnfinished(file)) {
        unfinished.put(file, before);
        Future<?> _ = later.schedule(() -> judge(file), SETTLING.toMillis(), TimeUnit.MILLISECONDS);
      } else {
        refused(file, refused);
      }
    }
  }

  /** Tells of a file that is broken after all; of one that has changed, File Install tells anew. */
  private synchronized void judge(File file) {
    FileStamp before = unfinished.remove(file);
    if (!FileStamp.of(file).equals(before)) {
      return;
    }
    try {
      deploy(file, PluginBundle.of(file.toPath()));
    } catch (IOException | ElfException refused) {
      refused(file, refused);
    }
  }

  private void refused(File file, Exception reason) {
    Bundle bundle = context.getBundle(location(file));
    if (bundle == null) {
      log.error("not deployed: {}", reason.getMessage());
    } else {
      log.error("bundle {} stays as it is: {}", name(bundle), reason.getMessage());
    }
  }

  private void deploy(File file, PluginBundle plugin) {
    String location = location(file);
    Bundle bundle = context.getBundle(location);
    try {
      if (bundle == null) {
        bundle = bundles.install(location, plugin);
        dropped.add(location);
        start(file, bundle);
      } else {
        update(file, bundle, plugin);
      }
    } catch (BundleException refused) {
      log.error("not deployed: {}: {}", file, refused.getMessage());
    }
  }

  private void update(File file, Bundle bundle, PluginBundle plugin) throws BundleException {
    boolean wanted = bundle.adapt(BundleStartLevel.class).isPersistentlyStarted();
    if (!holds(bundle, plugin)) {
      // An update starts what was active again, but would tell only the framework's listeners of a
      // failure.
      boolean ran = bundle.getState() == Bundle.ACTIVE;
      bundle.stop(Bundle.STOP_TRANSIENT);
      try {
        bundle.update(plugin.openStream());
      } catch (BundleException failed) {
        // What ran goes on with what it has: the framework has kept that.
        if (ran) {
          bundle.start(Bundle.START_TRANSIENT);
        }
        log.error("bundle {} stays as it is: {}: {}", name(bundle), file, failed.getMessage());
        return;
      }
      log.info("{}: bundle {} is updated", file, name(bundle));
    }
    if (wanted) {
      start(file, bundle);
    }
  }

  /** Whether it was made from the same file: after a restart, each file is reported as changed. */
  private static boolean holds(Bundle bundle, PluginBundle plugin) {
    URL manifest = bundle.getEntry(JarFile.MANIFEST_NAME);
    URL image = bundle.getEntry(plugin.entry());
    if (manifest == null || image == null) {
      return false;
    }
    try (InputStream headers = manifest.openStream();
        InputStream content = image.openStream()) {
      return new Manifest(headers).equals(plugin.manifest())
          && MemorySegment.ofArray(content.readAllBytes()).mismatch(plugin.image()) < 0;
    } catch (IOException unreadable) {
      return false;
    }
  }

  private void start(File file, Bundle bundle) {
    try {
      bundle.start();
    } catch (BundleException refused) {
      waiting.add(bundle);
      log.error(
          "{}: bundle {} is installed and not started: {}",
          file,
          name(bundle),
          StartFailure.of(refused).getMessage());
      return;
    }
    waiting.remove(bundle);
    log.info("{}: bundle {} is started", file, name(bundle));
    startWaiting();
  }

  /** One of those that wait may need what has just come; why it waits has been told. */
  private void startWaiting() {
    for (Bundle bundle : waiting) {
      try {
        bundle.start();
      } catch (BundleException | IllegalStateException again) {
        continue;
      }
      waiting.remove(bundle);
      log.info("bundle {} is started after all", name(bundle));
      startWaiting();
      return;
    }
  }

  private static String name(Bundle bundle) {
    return bundle.getSymbolicName() + " [" + bundle.getBundleId() + "]";
  }
}
