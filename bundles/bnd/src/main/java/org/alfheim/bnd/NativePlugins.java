package org.alfheim.bnd;

import aQute.bnd.osgi.Analyzer;
import aQute.bnd.service.AnalyzerPlugin;
import aQute.bnd.service.verifier.VerifierPlugin;

/**
 * The plugin for bnd: {@code -plugin.alfheim: org.alfheim.bnd.NativePlugins}.
 *
 * <p>A bundle without the header {@code Native-Plugin} is left as it is. Of others the images are
 * read, and the headers written that make a plugin bundle of it. What is wrong is an error of
 * bnd's, at the header, one line for each.
 */
public final class NativePlugins implements AnalyzerPlugin, VerifierPlugin {
  /** The header that names the images. */
  static final String HEADER = "Native-Plugin";

  /** For bnd, which makes one for a workspace or a build. */
  public NativePlugins() {}

  /**
   * Reads the images and writes the headers.
   *
   * @return false: the bundle's classes stay as they are
   */
  @Override
  public boolean analyzeJar(Analyzer analyzer) throws Exception {
    if (has(analyzer)) {
      new BundleAnalysis(analyzer).write();
    }
    return false;
  }

  /** Checks that the images export what the bundle says of them. */
  @Override
  public void verify(Analyzer analyzer) throws Exception {
    if (BundleAnalysis.isDone(analyzer)) {
      new BundleVerification(analyzer).check();
    }
  }

  private static boolean has(Analyzer analyzer) {
    String header = analyzer.getProperty(HEADER);
    return header != null && !header.isBlank();
  }

  @Override
  public int ordering() {
    return 0;
  }

  /** What bnd says of it in messages. */
  @Override
  public String toString() {
    return "Alfheim";
  }
}
