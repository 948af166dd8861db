package org.alfheim.itests.examples;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.build.Workspace;
import aQute.bnd.osgi.repository.XMLResourceParser;
import aQute.bnd.osgi.resource.ResourceUtils;
import aQute.bnd.osgi.resource.ResourceUtils.ContentCapability;
import biz.aQute.resolve.Bndrun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.resource.Resource;

/** The index of the repository, as bnd reads it. */
class IndexTest {
  private static final Path INDEX = Example.REPOSITORY.resolve("index.xml");

  @TempDir Path folder;

  @Test
  void itListsEachBundleWhereItLies() throws Exception {
    List<Resource> resources = XMLResourceParser.getResources(INDEX.toFile());
    assertThat(resources)
        .extracting(resource -> ResourceUtils.getIdentityCapability(resource).osgi_identity())
        .containsExactlyInAnyOrderElementsOf(
            Published.bundles().stream().map(Published::id).toList());
    for (Resource resource : resources) {
      ContentCapability content = ResourceUtils.getContentCapability(resource);
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] bundle = Files.readAllBytes(Path.of(content.url()));
      assertThat(content.osgi_content())
          .isEqualToIgnoringCase(HexFormat.of().formatHex(digest.digest(bundle)));
    }
  }

  @Test
  void whoRequiresAPluginGetsTheLoaderFromIt() throws Exception {
    Path cnf = Files.createDirectories(folder.resolve("cnf"));
    Files.writeString(
        cnf.resolve("build.bnd"),
        """
        -plugin.index: aQute.bnd.repository.osgi.OSGiRepository;name=Alfheim;locations="%s"
        -plugin.framework: aQute.bnd.repository.maven.provider.MavenBndRepository;name=Framework;\\
          local="%s";releaseUrl="%s";index="${.}/framework.maven"
        """
            .formatted(INDEX.toUri(), Example.LOCAL, Example.FETCHED.toUri()));
    Files.writeString(
        cnf.resolve("framework.maven"), "org.apache.felix:org.apache.felix.framework:7.0.5\n");
    Path run =
        Files.writeString(
            Files.createDirectories(folder.resolve("run")).resolve("hello.bndrun"),
            """
            -runfw: org.apache.felix.framework
            -runee: JavaSE-25
            -runrequires: org.alfheim.plugin;filter:="(name=hello)"
            -runprovidedcapabilities: osgi.native;osgi.native.osname=linux;osgi.native.processor=x86-64
            """);
    try (Workspace workspace = new Workspace(folder.toFile());
        Bndrun bndrun = Bndrun.createBndrun(workspace, run.toFile())) {
      String bundles = bndrun.resolve(false, false);
      assertThat(bndrun.getErrors()).isEmpty();
      assertThat(bundles)
          .contains(
              "org.alfheim.plugins.hello", "org.alfheim.activator", "org.alfheim.native-bridge");
    }
  }
}
