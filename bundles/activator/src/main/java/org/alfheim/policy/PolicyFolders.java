package org.alfheim.policy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.alfheim.plugin.admission.Admission;
import org.osgi.framework.BundleContext;

/**
 * The policies that lie in folders beside what becomes a plugin there. They are read here, at once,
 * since Config Admin delivers what File Install tells it when it comes to it.
 *
 * <p>Not safe for several threads at once.
 */
final class PolicyFolders {
  /** No policy is longer, in bytes. */
  private static final long MAXIMUM_SIZE = 1 << 20;

  private final Map<Path, Map<Path, InForce>> folders = new TreeMap<>();

  /**
   * What a file says.
   *
   * @param read what was read of it, or why nothing was
   * @param admission its rules
   * @param report what there is to tell of it
   */
  private record InForce(String read, Admission admission, Policies.Report report) {}

  /** Remembers a folder. */
  void add(Path folder) {
    folders.putIfAbsent(folder.toAbsolutePath(), Map.of());
  }

  /** What the policies of all folders say. */
  List<Admission> admissions() {
    List<Admission> admissions = new ArrayList<>();
    for (Map<Path, InForce> files : folders.values()) {
      for (InForce file : files.values()) {
        admissions.add(file.admission);
      }
    }
    return admissions;
  }

  /**
   * Whether a file is in force here: whatever File Install has made of it is of no account then.
   *
   * @param file the file, as File Install writes it into a configuration
   */
  boolean have(String file) {
    return path(file)
        .filter(path -> folders.getOrDefault(path.getParent(), Map.of()).containsKey(path))
        .isPresent();
  }

  /**
   * Whether a file was here and is gone. File Install does not see it if that happened while the
   * framework was down.
   *
   * @param file the file, as File Install writes it into a configuration
   */
  boolean miss(String file) {
    return path(file)
        .filter(path -> folders.containsKey(path.getParent()))
        .filter(path -> Files.isReadable(path.getParent()))
        .filter(path -> !Files.exists(path, LinkOption.NOFOLLOW_LINKS))
        .isPresent();
  }

  private static Optional<Path> path(String url) {
    try {
      return Optional.of(Path.of(URI.create(url)));
    } catch (IllegalArgumentException | FileSystemNotFoundException foreign) {
      return Optional.empty();
    }
  }

  /**
   * Reads the policies anew.
   *
   * @return what has changed
   */
  List<Policies.Report> look(BundleContext context) {
    List<Policies.Report> reports = new ArrayList<>();
    for (Map.Entry<Path, Map<Path, InForce>> folder : folders.entrySet()) {
      folder.setValue(look(context, folder.getKey(), folder.getValue(), reports));
    }
    return reports;
  }

  private static Map<Path, InForce> look(
      BundleContext context,
      Path folder,
      Map<Path, InForce> before,
      List<Policies.Report> reports) {
    Map<Path, InForce> now = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PolicyFile::isMeant)) {
      for (Path file : files) {
        look(context, file, before.get(file), now, reports);
      }
    } catch (IOException | DirectoryIteratorException unreadable) {
      return before; // As what was deployed from it stays.
    }
    for (Path file : before.keySet()) {
      if (!now.containsKey(file)) {
        reports.add(Policies.Report.info(file + ": gone, and its rules with it"));
      }
    }
    return now;
  }

  private static void look(
      BundleContext context,
      Path file,
      InForce before,
      Map<Path, InForce> now,
      List<Policies.Report> reports) {
    String read;
    byte[] content = new byte[0];
    boolean failed = false;
    try {
      content = read(file);
      read = new String(content, StandardCharsets.ISO_8859_1);
    } catch (IOException unreadable) {
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        return; // Gone since.
      }
      failed = true;
      read = "it can't be read: " + reason(unreadable);
    }
    if (before != null && before.read.equals(read)) {
      now.put(file, before);
      return;
    }
    InForce next =
        failed
            ? closed(file, read, new InvalidPolicyException(read))
            : judged(context, new PolicyFile(file, content), read);
    now.put(file, next);
    reports.add(next.report);
  }

  private static byte[] read(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException("it is no regular file");
    }
    if (Files.size(file) > MAXIMUM_SIZE) {
      throw new IOException("it is larger than 1 MiB");
    }
    return Files.readAllBytes(file);
  }

  private static String reason(IOException unreadable) {
    return switch (unreadable) {
      case AccessDeniedException _ -> "permission is denied";
      case NoSuchFileException _ -> "it is a link to nothing";
      default -> unreadable.getMessage();
    };
  }

  private static InForce judged(BundleContext context, PolicyFile file, String read) {
    try {
      Rules rules = file.rules(context);
      return new InForce(read, rules, Policies.Report.info(file.path() + ": " + rules));
    } catch (InvalidPolicyException invalid) {
      return closed(file.path(), read, invalid);
    }
  }

  private static InForce closed(Path file, String read, InvalidPolicyException invalid) {
    return new InForce(
        read,
        new Closed(file + " is not valid, so nothing is opened (" + invalid.getMessage() + ")"),
        Policies.Report.error(file + ": nothing is opened: " + invalid.getMessage()));
  }
}
