package org.alfheim.deployer.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.alfheim.names.RawText;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;

/**
 * The bundles of the drop folder: from a file to a started bundle, and back.
 *
 * <p>Not safe for several threads at once.
 */
final class Deployments {
  private final FileBundles bundles;
  private final DropLog log;
  private final WaitingBundles waiting;
  private final Refresh refresh;
  private final DroppedFiles remembered;
  private final PostponedFiles postponed;

  /** Files that can't become bundles as long as there is another one of the same name. */
  private final Set<Path> namesakes = new LinkedHashSet<>();

  Deployments(BundleContext context, DropLog log, WaitingBundles waiting) {
    this.bundles = new FileBundles(context);
    this.log = log;
    this.waiting = waiting;
    this.refresh = new Refresh(context);
    Path memory = context.getDataFile("dropped").toPath();
    this.remembered = new DroppedFiles(memory);
    this.postponed = new PostponedFiles(memory.getParent());
  }

  /** Uninstalls what went while nobody looked. */
  void cleanUp() {
    for (String location : remembered()) {
      Optional<Path> file = Dropped.file(location);
      if (file.isEmpty()) {
        forget(location);
      } else if (!Files.exists(file.get())) {
        uninstall(file.get());
      }
    }
  }

  private List<String> remembered() {
    try {
      return remembered.locations();
    } catch (IOException unreadable) {
      log.error("what went meanwhile is not uninstalled: " + DeployFailure.text(unreadable));
      return List.of();
    }
  }

  private void forget(String location) {
    try {
      remembered.remove(location);
    } catch (IOException full) {
      // There is no file of it any more, and so no harm in it.
    }
  }

  /** The files that may be taken over now. */
  List<Path> due() {
    return postponed.due();
  }

  /** The bundle of a file. */
  Optional<Bundle> of(Path file) {
    return Dropped.locations(file).stream()
        .map(bundles.context()::getBundle)
        .flatMap(bundle -> Optional.ofNullable(bundle).stream())
        .findFirst();
  }

  /** The files that may become bundles now that one has gone; they are forgotten. */
  List<Path> takeNamesakes() {
    List<Path> files = List.copyOf(namesakes);
    namesakes.clear();
    return files;
  }

  void deploy(Path file, Dropped content) {
    namesakes.remove(file);
    uninstallOther(file, content.location());
    Bundle bundle = bundles.context().getBundle(content.location());
    try {
      if (bundle == null) {
        remembered.add(content.location());
        bundle = install(content);
        arrived(file);
        start(file, bundle, true);
      } else {
        if (update(file, bundle, content)) {
          arrived(file);
        }
      }
    } catch (BundleException | IOException refused) {
      if (refused instanceof BundleException e
          && e.getType() == BundleException.DUPLICATE_BUNDLE_ERROR) {
        namesakes.add(file);
      }
      refused(
          file, "not deployed: " + RawText.of(file) + ": " + DeployFailure.text(refused), refused);
    }
  }

  private void arrived(Path file) {
    postponed
        .remove(file)
        .ifPresent(hindrance -> log.over(RawText.of(file) + ": " + hindrance.end()));
  }

  /** Tells of a failure; of one that lasts, once. */
  private void refused(Path file, String line, Exception reason) {
    Optional<Hindrance> hindrance = postponed.hindrance(file, reason);
    if (hindrance.isEmpty()) {
      postponed.remove(file);
      log.error(line);
    } else if (postponed.add(file, line, hindrance.get())) {
      log.error(line + "; " + hindrance.get().hope());
    }
  }

  private Bundle install(Dropped content) throws BundleException, IOException {
    try (InputStream jar = content.openStream()) {
      return bundles.install(content.location(), jar, content::isNamesakeOf, "", content.ownName());
    }
  }

  /** Whether the bundle has the file's contents now. */
  private boolean update(Path file, Bundle bundle, Dropped content)
      throws BundleException, IOException {
    boolean wanted = bundle.adapt(BundleStartLevel.class).isPersistentlyStarted();
    boolean changed = !new BundleContents(bundle).areThoseOf(content.openStream());
    if (changed) {
      // An update starts what was active again, but would tell only the framework's listeners of a
      // failure.
      boolean ran = bundle.getState() == Bundle.ACTIVE;
      bundle.stop(Bundle.STOP_TRANSIENT);
      try (InputStream jar = content.openStream()) {
        bundle.update(jar);
      } catch (BundleException | IOException failed) {
        // What ran goes on with what it has: the framework has kept that.
        if (ran) {
          bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
        }
        refused(
            file,
            "bundle "
                + WaitingBundles.name(bundle)
                + " stays as it is: "
                + RawText.of(file)
                + ": "
                + DeployFailure.text(failed),
            failed);
        return false;
      }
      if (content.isShared()) {
        refresh.of(bundle);
      }
      log.info(RawText.of(file) + ": bundle " + WaitingBundles.name(bundle) + " is updated");
    }
    if (wanted) {
      start(file, bundle, changed);
    }
    return true;
  }

  private void start(Path file, Bundle bundle, boolean changed) {
    if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
      waiting.start(file, bundle, changed);
    } else {
      refresh.hostsOf(bundle);
      waiting.retry();
    }
  }

  void uninstall(Path file) {
    namesakes.remove(file);
    postponed.remove(file);
    Dropped.locations(file).forEach(location -> uninstall(file, location));
  }

  /** What was an image may be a bundle now. */
  private void uninstallOther(Path file, String location) {
    Dropped.locations(file).stream()
        .filter(other -> !other.equals(location))
        .forEach(other -> uninstall(file, other));
  }

  private void uninstall(Path file, String location) {
    Bundle bundle = bundles.context().getBundle(location);
    if (bundle == null) {
      forget(location);
      return;
    }
    waiting.remove(bundle);
    try {
      bundle.uninstall();
      forget(location);
      if (!Dropped.isOfImage(bundle)) {
        refresh.of(bundle);
      }
      log.info(
          RawText.of(file) + ": gone, bundle " + WaitingBundles.name(bundle) + " is uninstalled");
    } catch (BundleException failed) {
      log.error(
          RawText.of(file)
              + ": gone, but bundle "
              + WaitingBundles.name(bundle)
              + " can't be uninstalled: "
              + DeployFailure.text(failed));
    }
  }
}
