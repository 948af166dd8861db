package org.alfheim.itests.framework;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Keys, and jars signed with them, by the tools of the JDK. */
final class Signed {
  private static final String PASSWORD = "changeit";

  private final Path folder;
  private final Path store;
  private int jars;

  /** A store without keys. */
  Signed(Path folder) {
    this.folder = folder;
    this.store = folder.resolve("keys.p12");
  }

  /** Makes a key with a certificate of its own. */
  Signed key(String alias) throws IOException {
    keytool("-genkeypair", "-alias", alias, "-keyalg", "EC", "-dname", "CN=" + alias);
    return this;
  }

  /** Makes a key of an authority. */
  Signed authority(String alias) throws IOException {
    keytool(
        "-genkeypair", "-alias", alias, "-keyalg", "EC", "-dname", "CN=" + alias, "-ext", "bc:c");
    return this;
  }

  /** Has an authority issue the certificate of a key. */
  Signed issue(String authority, String alias) throws IOException {
    String request = folder.resolve("request").toString();
    String certificate = folder.resolve("certificate").toString();
    keytool("-certreq", "-alias", alias, "-file", request);
    keytool("-gencert", "-alias", authority, "-infile", request, "-outfile", certificate);
    keytool("-importcert", "-alias", alias, "-noprompt", "-file", certificate);
    return this;
  }

  private void keytool(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(arguments));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    tool("keytool", command);
  }

  /** A jar with the signature of a key. */
  InputStream jar(NativeBundle bundle, String alias) throws IOException {
    Path jar = folder.resolve("signed" + ++jars + ".jar");
    Files.copy(bundle.jar(), jar);
    tool(
        "jarsigner",
        List.of("-keystore", store.toString(), "-storepass", PASSWORD, jar.toString(), alias));
    return Files.newInputStream(jar);
  }

  /** The SHA-256 of a key's certificate, as keytool prints it. */
  String fingerprint(String alias) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(keys.getCertificate(alias).getEncoded());
    return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
  }

  private static void tool(String name, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(arguments);
    command.addFirst(Path.of(System.getProperty("java.home"), "bin", name).toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError(name + ": " + output);
      }
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
