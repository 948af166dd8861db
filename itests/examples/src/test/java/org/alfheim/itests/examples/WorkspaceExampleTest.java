package org.alfheim.itests.examples;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.build.Project;
import aQute.bnd.build.Workspace;
import aQute.bnd.osgi.Resource;
import biz.aQute.resolve.Bndrun;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** bnd builds a workspace: what an IDE or a command line of bnd asks of it. */
class WorkspaceExampleTest {
  @TempDir Path folder;

  private static Workspace open(Example example) throws Exception {
    // So that Alfheim is in the local repository, as it is where it was installed or used before.
    Consumer.resolved();
    Workspace workspace = new Workspace(example.folder().toFile());
    workspace.setProperty("maven.local", Example.LOCAL.toString());
    workspace.setProperty("maven.remote", Example.FETCHED.toUri().toString());
    workspace.setProperty("java.home", System.getProperty("java.home"));
    return workspace;
  }

  /** Builds all projects, those first that others need; the complaints of all of them. */
  private static List<String> build(Workspace workspace) throws Exception {
    List<String> complaints = new ArrayList<>();
    for (Project project : workspace.getBuildOrder()) {
      project.getGenerate().generate(true);
      project.compile(false);
      File[] files = project.build();
      complaints.addAll(project.getErrors());
      complaints.addAll(project.getWarnings());
      if (files == null && complaints.isEmpty()) {
        complaints.add(project + " made no bundle");
      }
    }
    complaints.addAll(workspace.getErrors());
    return complaints;
  }

  @Test
  void itIsBuiltAndRuns() throws Exception {
    Example example = Example.copy("workspace", folder.resolve("workspace"));
    try (Workspace workspace = open(example)) {
      assertThat(build(workspace)).isEmpty();
      try (JarFile jar =
          new JarFile(
              example
                  .folder()
                  .resolve("com.example.greeter/generated/com.example.greeter.jar")
                  .toFile())) {
        assertThat(jar.getEntry("lib/libgreeter.so.1.0").getMethod()).isEqualTo(ZipEntry.STORED);
      }

      Path app = folder.resolve("app.jar");
      try (Bndrun run =
              Bndrun.createBndrun(
                  workspace, example.folder().resolve("com.example.app/app.bndrun").toFile());
          Resource jar = run.export("bnd.executablejar", Map.of()).getValue()) {
        assertThat(run.getErrors()).isEmpty();
        jar.write(app.toFile());
      }
      assertThat(example.run(app).success())
          .isEqualTo("Hello, World! This is C.\nIt is 7.0 around the corner.\n");
      example.endsWhereItCannotRun(app);
    }
  }

  @Test
  void aLibraryThatNobodyProvidesFailsTheBuild() throws Exception {
    Example example = Example.copy("workspace", folder.resolve("workspace"));
    example.edit(
        "com.example.greeter/bnd.bnd",
        "-Wl,-soname",
        "-Wl,--no-as-needed -l:libz.so.1 -Wl,-soname");
    example.edit("com.example.greeter/bnd.bnd", "Bundle-Version: 1.0.0", "-native-needed: !*");
    try (Workspace workspace = open(example)) {
      assertThat(build(workspace))
          .anyMatch(complaint ->
              complaint.startsWith(
                  example.folder()
                      + "/com.example.greeter/generated/libgreeter.so.1.0: needs libz.so.1"
                      + " (DT_NEEDED), and neither a plugin bundle"));
    }
  }
}
