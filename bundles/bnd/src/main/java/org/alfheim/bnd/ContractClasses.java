package org.alfheim.bnd;

import aQute.bnd.osgi.Analyzer;
import aQute.bnd.osgi.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.alfheim.elf.SharedObject;
import org.alfheim.loader.CarriedTypes;
import org.alfheim.loader.DryRun;

/**
 * The classes of the bundle and of the build path, to be looked at by the binder: what it refuses
 * when the bundle starts, it refuses here. None of their code runs.
 */
final class ContractClasses extends ClassLoader {
  /** The annotations and types that the binder looks for have to be its own. */
  private static final Set<String> BINDER = Set.of("org.alfheim.bind", "org.alfheim.go");

  private final Analyzer analyzer;

  ContractClasses(Analyzer analyzer) {
    super(ClassLoader.getPlatformClassLoader());
    this.analyzer = analyzer;
  }

  /**
   * What does not fit of an interface, a line for each method.
   *
   * @param service the interface's full name
   * @param file what the image is called
   * @param image the image
   * @param types what is known of the types of its symbols
   * @throws RefusedBundleException if the interface, or a type that it names, can't be loaded
   */
  List<String> misfits(String service, String file, SharedObject image, CarriedTypes types) {
    try {
      return DryRun.misfits(Class.forName(service, false, this), file, image, types);
    } catch (ClassNotFoundException | NoClassDefFoundError missing) {
      throw new RefusedBundleException(
          "services="
              + service
              + ": it names "
              + missing.getMessage().replace('/', '.')
              + ", which neither the bundle nor the build path holds; add the bundle that exports it");
    } catch (LinkageError unreadable) {
      throw new RefusedBundleException(
          "services="
              + service
              + ": Java "
              + Runtime.version().feature()
              + ", which runs bnd, can't load it: "
              + unreadable.getMessage());
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (BINDER.contains(name.substring(0, Math.max(0, name.lastIndexOf('.'))))) {
      return Class.forName(name, false, ContractClasses.class.getClassLoader());
    }
    try (InputStream content = open(name.replace('.', '/') + ".class")) {
      if (content == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = content.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException unreadable) {
      throw new ClassNotFoundException(name, unreadable);
    }
  }

  private InputStream open(String file) throws IOException {
    Resource inBundle = analyzer.getJar().getResource(file);
    try {
      Resource resource = inBundle != null ? inBundle : analyzer.findResource(file);
      return resource == null ? null : resource.openInputStream();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
