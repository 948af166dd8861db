package org.alfheim.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** Where a bundle's image is from, told apart from where it claims to be from. */
class ImageOriginTest {
  @TempDir private Path temporary;
  private Path trusted;
  private Path hostile;

  @BeforeEach
  void fill() throws Exception {
    Path root = temporary.toRealPath();
    trusted = Files.createDirectories(root.resolve("trusted"));
    hostile = Files.createDirectories(root.resolve("elsewhere/hostile"));
    Files.createFile(trusted.resolve("x.jar"));
    Files.createFile(hostile.resolve("x.jar"));
  }

  private static ImageOrigin place(String location, Map<String, String> headers) {
    Dictionary<String, String> manifest = FrameworkUtil.asDictionary(headers);
    Bundle bundle =
        (Bundle)
            Proxy.newProxyInstance(
                Bundle.class.getClassLoader(),
                new Class<?>[] {Bundle.class},
                (_, method, _) -> method.getName().equals("getLocation") ? location : manifest);
    return ImageOrigin.of(Optional.empty(), Optional.of(new BundleImage(bundle, "lib/x.so")));
  }

  private static ImageOrigin place(String location) {
    return place(location, Map.of());
  }

  private void assertTrusted(String location) {
    assertThat(place(location).within(trusted)).as(location).isTrue();
  }

  private void assertNotTrusted(String location) {
    assertThat(place(location).within(trusted)).as(location).isFalse();
  }

  @Test
  void aFileIsKnownHoweverItsUrlIsWritten() throws Exception {
    Files.createFile(trusted.resolve("a b+ä.jar"));
    assertTrusted("file:" + trusted + "/x.jar");
    assertTrusted("file://" + trusted + "/x.jar");
    assertTrusted("file://localhost" + trusted + "/x.jar");
    assertTrusted("reference:file:" + trusted + "/x.jar");
    assertTrusted("file:" + trusted + "/a b+ä.jar");
    assertTrusted("file:" + trusted + "/a%20b+%C3%A4.jar");
    assertTrusted("elf:file:" + trusted + "/x.jar?name=x");
    assertNotTrusted("file:" + hostile + "/x.jar");
  }

  @Test
  void aDotDotIsTheParentOfWhatALinkLeadsTo() throws Exception {
    // By its letters the path is in the folder; to the kernel it is not.
    Path link = Files.createSymbolicLink(trusted.resolve("link"), hostile);
    Files.createFile(hostile.getParent().resolve("x.jar"));

    assertNotTrusted("file:" + link + "/../x.jar");
    assertNotTrusted("file:" + link + "/%2e%2e/x.jar");
    assertNotTrusted("file:" + link + "/../gone.jar");
    assertNotTrusted("file:" + trusted + "/gone/../x.jar");
  }

  @Test
  void whatIsBehindAFragmentIsNoPath() throws Exception {
    assertNotTrusted("file:" + hostile + "/x.jar#/../../.." + trusted + "/x.jar");
    assertNotTrusted("file:" + hostile + "/x.jar?#/../../.." + trusted + "/x.jar");
    assertNotTrusted("file:" + hostile + "/x.jar?/../../.." + trusted + "/x.jar");
  }

  @Test
  void otherUrlsAreNoFiles() {
    assertNotTrusted("file://elsewhere" + trusted + "/x.jar");
    assertNotTrusted("elf:jar:file:" + trusted + "/x.jar!/x.so");
    assertNotTrusted("elf:http:" + trusted + "/x.so");
    assertNotTrusted("FILE:" + trusted + "/x.jar");
    assertNotTrusted("file:" + trusted + "/%zz.jar");
    assertNotTrusted("file:" + trusted + "/%00.jar");
    assertNotTrusted("file:x.jar");
  }

  @Test
  void aFileThatIsGoneIsWhereItWas() throws Exception {
    Files.delete(trusted.resolve("x.jar"));

    assertTrusted("file:" + trusted + "/x.jar");
  }

  @Test
  void whatWasReadCountsAndNotWhatALinkLeadsToNow() throws Exception {
    Path link = Files.createSymbolicLink(temporary.resolve("now.so"), trusted.resolve("x.jar"));
    Map<String, String> read =
        Map.of("Native-Plugin-Source", hostile.resolve("x.jar").toUri().toString());

    assertThat(place("elf:file:" + link, read).within(trusted)).isFalse();
    assertThat(place("elf:file:" + link, read).within(hostile)).isTrue();
  }

  @Test
  void aJarDoesNotSayItselfWhereItIsFrom() {
    Map<String, String> claim =
        Map.of("Native-Plugin-Source", trusted.resolve("x.jar").toUri().toString());

    assertThat(place("file:" + hostile + "/x.jar", claim).within(trusted)).isFalse();
    assertThat(place("http://example.com/x.jar", claim).within(trusted)).isFalse();
  }
}
