package org.alfheim.internal.open;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.alfheim.internal.process.libc.FileIdentity;

/**
 * Paths that plugins were opened by. Whether one is the real path of an open plugin is a walk
 * through all its parts with a system call for each; whether it leads to the same file as before is
 * one call.
 *
 * <p>What is remembered was found by the walk, and a path answers for it as long as it leads to
 * that file: the same inode, seen through the same mount, unchanged since, and with no other name.
 * Where one of these differs, or can't be told, there is no answer, and the walk is taken.
 */
final class KnownPaths {
  private static final int MOST = 1024;
  private static final int LONGEST = 1024;

  private final Map<Path, Known> byPath = new ConcurrentHashMap<>();
  private final long settled;

  /**
   * No path yet.
   *
   * @param settled for how many seconds a file must have been as it is: an inode that is used again
   *     at once shows no change
   */
  KnownPaths(int settled) {
    this.settled = TimeUnit.SECONDS.toMillis(settled);
  }

  /**
   * A path that a plugin was opened by.
   *
   * @param plugin the plugin
   * @param name the path, when it has been seen twice: most are opened once
   * @param file what it led to then; empty if that can't be relied on
   */
  private record Known(
      OpenedPlugin plugin, Optional<FileIdentity.Name> name, Optional<FileIdentity> file) {
    boolean isStill() {
      return file.isPresent() && name.isPresent() && name.get().file().equals(file);
    }
  }

  /** The plugin that a path leads to for sure. */
  Optional<OpenedPlugin> find(Path path) {
    Known known = byPath.get(path);
    return known != null && known.isStill() ? Optional.of(known.plugin) : Optional.empty();
  }

  /** Remembers what the walk has found. */
  void found(Path path, OpenedPlugin plugin) {
    if (!path.getFileSystem().equals(FileSystems.getDefault())
        || path.toString().length() > LONGEST) {
      return;
    }
    Known known = byPath.get(path);
    if (known != null && known.plugin == plugin) {
      byPath.put(path, again(path, plugin));
    } else if (known != null || byPath.size() < MOST) {
      byPath.put(path, new Known(plugin, Optional.empty(), Optional.empty()));
    }
  }

  /**
   * The path may have led elsewhere when it was walked; that it leads now to where the plugin's own
   * path leads is enough.
   */
  private Known again(Path path, OpenedPlugin plugin) {
    FileIdentity.Name name = FileIdentity.Name.of(path.toAbsolutePath());
    Optional<FileIdentity> file = name.file().filter(this::isReliable);
    Optional<FileIdentity> own = plugin.path().flatMap(real -> FileIdentity.Name.of(real).file());
    return new Known(plugin, Optional.of(name), file.equals(own) ? file : Optional.empty());
  }

  private boolean isReliable(FileIdentity file) {
    long changed = TimeUnit.NANOSECONDS.toMillis(file.changed());
    return file.links() == 1 && changed <= System.currentTimeMillis() - settled;
  }
}
