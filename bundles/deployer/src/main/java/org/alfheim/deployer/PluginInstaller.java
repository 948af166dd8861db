package org.alfheim.deployer;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/**
 * Installs native plugins: Go's {@code plugin.Open} is {@code install(file).start()}. It works
 * without URL handlers, which a framework may have switched off.
 */
@ProviderType
public interface PluginInstaller {
  /**
   * Installs the plugin bundle of a file. A file that is installed already, under whatever path
   * leads to it, gives the bundle that there is.
   *
   * @param file an ELF64/amd64 shared object
   * @return the bundle, whose location is {@code elf:file:} and the real path
   * @throws BundleException if the file can't be read, is no such shared object, or the framework
   *     refuses it; the message is one line that names the file
   */
  Bundle install(Path file) throws BundleException;

  /**
   * Installs a plugin bundle as the framework would from a URL.
   *
   * @param location {@code elf:} and a URL of an ELF64/amd64 shared object, with options in the
   *     query: {@code name}, {@code symbols}, {@code declare}, {@code services}, {@code version},
   *     {@code requires}
   * @return the bundle; the one that there is, if one was installed from this location
   * @throws BundleException if the location can't be read as one, the image can't be had or is no
   *     such shared object, an option does not fit, or the framework refuses it; the message is one
   *     line
   */
  Bundle install(String location) throws BundleException;
}
