package org.alfheim.activator;

import java.nio.file.Path;
import java.util.List;
import org.alfheim.log.BundleLog;
import org.alfheim.policy.Policies;
import org.osgi.framework.BundleContext;

/**
 * The policy that lies in a folder as the file {@code org.alfheim.policy.cfg} or {@code .config},
 * for whoever makes plugins of the files beside it.
 */
public final class FolderPolicy {
  private FolderPolicy() {}

  /**
   * Puts the policy of a folder in force as it is now, before this returns, and those of the
   * folders that were named before. One that is not valid, or can't be read, keeps everything out.
   * What has changed is written to the log.
   *
   * @param context in whose name that is written
   * @param folder the folder; one that does not exist has no policy
   */
  public static void heed(BundleContext context, Path folder) {
    BundleLog log = new BundleLog(context.getBundle());
    Policies.ofFramework(context).forEach(report -> report.to(log));
    Policies.ofFolder(context, folder).forEach(report -> report.to(log));
  }

  /**
   * The folders that the framework's property {@code felix.fileinstall.dir} has File Install watch:
   * a policy in one of them is in force before the first image is opened.
   *
   * @param context any bundle's
   * @return the folders, absolute, in the order of the property
   */
  public static List<Path> folders(BundleContext context) {
    return Policies.folders(context);
  }

  /**
   * Whether a file is meant as a policy.
   *
   * @param file the file, whose name tells
   */
  public static boolean isMeant(Path file) {
    return Policies.isFile(file);
  }

  /**
   * How often what may be opened has changed, by whatever way. What was refused may be admitted
   * when this is another number.
   *
   * @return a number that grows
   */
  public static long changes() {
    return Policies.changes();
  }
}
