package org.alfheim.internal.go.runtime;

/**
 * Java's access to the values of a runtime. There is one for each runtime, made when its host is in
 * place and before the first plugin is opened.
 */
@FunctionalInterface
public interface GoAccess {

  /**
   * Access to the values of a plugin.
   *
   * @param plugin the plugin, just opened
   */
  GoValues values(GoInstance plugin);
}
