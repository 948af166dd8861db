package org.alfheim.itests.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.annotation.versioning.ProviderType;

/** A package of somebody's is accepted, changed and compared. */
class SignaturesTest {
  private static final String LAMP =
      """
      package com.example;
      import org.osgi.annotation.versioning.ProviderType;
      public interface Lamp {
        void on();
        default int power() { return 60; }
        @ProviderType interface Maker { Lamp make(String name) throws java.io.IOException; }
        record Size(int width, int height) {}
        enum Colour { RED, GREEN }
        class Base { protected void glow() {} void inside() {} }
      }
      """;

  private static final String EXPORTED = "com.example";

  /** What the source refers to. */
  private static final String ANNOTATIONS =
      Path.of(
              URI.create(
                  ProviderType.class
                      .getProtectionDomain()
                      .getCodeSource()
                      .getLocation()
                      .toString()))
          .toString();

  @TempDir Path folder;
  private Signatures signatures;

  @BeforeEach
  void accept() throws IOException {
    signatures = new Signatures(folder.resolve("signatures"));
    signatures.accept(bundle(LAMP, EXPORTED));
  }

  /** Compiles the type and makes a bundle of it. */
  private Exports bundle(String source, String exported) throws IOException {
    Path file = Files.writeString(folder.resolve("Lamp.java"), source);
    Path classes = Files.createTempDirectory(folder, "classes");
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", ANNOTATIONS, "-d", classes.toString(), file.toString());
    assertThat(status).isZero();
    Files.writeString(
        Files.createDirectory(classes.resolve("META-INF")).resolve("MANIFEST.MF"),
        "Manifest-Version: 1.0\nExport-Package: %s;version=\"1.0.0\";uses:=\"a,b\"\n"
            .formatted(exported));
    return Exports.of(classes + File.pathSeparator + ANNOTATIONS, EXPORTED);
  }

  private List<String> objectionsTo(String old, String replacement) throws IOException {
    assertThat(LAMP).contains(old);
    return signatures.objections(bundle(LAMP.replace(old, replacement), EXPORTED));
  }

  @Test
  void whatIsTheSameIsNoObjection() throws IOException {
    assertThat(signatures.objections(bundle(LAMP, EXPORTED))).isEmpty();
  }

  @Test
  void whatIsNotExportedToOthersMayChange() throws IOException {
    assertThat(objectionsTo("void inside() {}", "int outside;")).isEmpty();
  }

  @Test
  void aMethodThatIsGoneIsNamedWithItsType() throws IOException {
    assertThat(objectionsTo("default int power() { return 60; }", ""))
        .singleElement()
        .asString()
        .startsWith("com.example.Lamp: ")
        .endsWith("com.example.Lamp.power()");
  }

  @Test
  void aParameterOfAnotherTypeIsAnotherMethod() throws IOException {
    assertThat(objectionsTo("make(String name)", "make(CharSequence name)"))
        .anyMatch(objection -> objection.contains("make(java.lang.String)"));
  }

  @Test
  void anExceptionMoreIsAnObjection() throws IOException {
    assertThat(objectionsTo("throws java.io.IOException", "throws Exception")).isNotEmpty();
  }

  @Test
  void aComponentOfARecordIsPartOfIt() throws IOException {
    assertThat(objectionsTo("int width, int height", "int width"))
        .anyMatch(objection -> objection.contains("height()"));
  }

  @Test
  void aConstantMayComeAndMayNotGo() throws IOException {
    assertThat(objectionsTo("RED, GREEN", "RED, GREEN, BLUE")).isEmpty();
    assertThat(objectionsTo("RED, GREEN", "RED"))
        .anyMatch(objection -> objection.contains("GREEN"));
  }

  @Test
  void aTypeMayComeAndMayNotGo() throws IOException {
    assertThat(objectionsTo("enum Colour", "class More {} enum Colour")).isEmpty();
    assertThat(objectionsTo("enum Colour", "enum Tint"))
        .anyMatch(objection -> objection.contains("Lamp$Colour"));
  }

  @Test
  void whoImplementsAnInterfaceHasNoMethodThatIsNew() throws IOException {
    assertThat(objectionsTo("void on();", "void on(); void off();"))
        .singleElement()
        .asString()
        .startsWith("com.example.Lamp: ")
        .endsWith("com.example.Lamp.off()");
  }

  @Test
  void whatOnlyItsProviderImplementsMayGetMethods() throws IOException {
    assertThat(objectionsTo("interface Maker {", "interface Maker { void close();")).isEmpty();
  }

  @Test
  void aPackageThatIsNotExportedAnyMoreIsNamed() throws IOException {
    assertThat(signatures.objections(bundle(LAMP, "com.example.other")))
        .contains("com.example: is not exported any more");
  }

  @Test
  void aPackageThatIsNewWantsToBeAccepted() throws IOException {
    Exports exports =
        bundle(LAMP.replace("com.example;", "com.example.other;"), "com.example.other");
    assertThat(signatures.objections(exports))
        .contains("com.example.other: is exported, and has no signatures here");

    signatures.accept(exports);
    assertThat(signatures.objections(exports)).isEmpty();
    assertThat(folder.resolve("signatures"))
        .isDirectoryContaining("glob:**/com.example.other.sig")
        .isDirectoryNotContaining("glob:**/com.example.sig");
  }
}
