package org.alfheim.container.launcher;

/** When a bundle of the container starts: each level finds all before it active. */
enum StartLevel {
  /** What changes the classes of others, before any of them is loaded. */
  WEAVER(1),
  /** Everything that only waits for services. */
  FIRST(2),
  /** Plugins, once there is somebody to open them. */
  PLUGINS(3),
  /** The drop folder, once there is somebody to make bundles of what lies there. */
  DROP_FOLDER(4),
  /** The shell and the web server, once there is something to look at. */
  LAST(5);

  private final int number;

  StartLevel(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  static StartLevel of(String symbolicName) {
    return switch (symbolicName) {
      case "org.alfheim.jni", "org.apache.aries.spifly.dynamic.bundle" -> WEAVER;
      case "org.apache.felix.fileinstall" -> DROP_FOLDER;
      case "org.apache.felix.gogo.jline",
          "org.apache.felix.gogo.shell",
          "org.apache.felix.http.jetty12" ->
          LAST;
      default ->
          symbolicName.startsWith("org.alfheim.plugins.")
              ? PLUGINS
              : symbolicName.startsWith("org.objectweb.asm") ? WEAVER : FIRST;
    };
  }
}
