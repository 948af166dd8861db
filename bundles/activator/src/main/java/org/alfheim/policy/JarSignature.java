package org.alfheim.policy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.URL;
import java.security.CodeSigner;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.osgi.framework.Bundle;

/**
 * Who has signed an image in a bundle.
 *
 * <p>A framework need not verify signatures (Felix does not), and keeps a bundle's jar where nobody
 * can ask for it. So a jar is put together of what proves the image and of nothing else: the
 * manifest and the signature files as the bundle has them, and the very bytes that are to be
 * mapped. The JDK verifies it. What is proved is that a signer has vouched for an image of these
 * bytes under this path, and for the manifest's main section; of other entries of the bundle
 * nothing is.
 */
final class JarSignature {
  private static final String META_INF = "META-INF/";
  private static final Set<String> SIGNATURE_FILES = Set.of("SF", "RSA", "DSA", "EC");

  private final List<List<X509Certificate>> signers;
  private final Optional<String> problem;

  private JarSignature(List<List<X509Certificate>> signers, Optional<String> problem) {
    this.signers = List.copyOf(signers);
    this.problem = problem;
  }

  /**
   * Who has signed an entry of a bundle.
   *
   * @param path the entry
   * @param content the bytes of it that are to be mapped, or linked into what is
   */
  static JarSignature of(Bundle bundle, String path, MemorySegment content) {
    try {
      byte[] jar = jar(bundle, path, content);
      return new JarSignature(signers(jar, path), Optional.empty());
    } catch (SecurityException | IOException broken) {
      return new JarSignature(List.of(), Optional.of(String.valueOf(broken.getMessage())));
    }
  }

  private static byte[] jar(Bundle bundle, String path, MemorySegment content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream jar = new ZipOutputStream(bytes)) {
      jar.setLevel(0);
      copy(bundle, JarFile.MANIFEST_NAME, jar);
      for (String file : signatureFiles(bundle)) {
        copy(bundle, file, jar);
      }
      jar.putNextEntry(new ZipEntry(path));
      jar.write(content.toArray(ValueLayout.JAVA_BYTE));
      jar.closeEntry();
    }
    return bytes.toByteArray();
  }

  /** What the bundle itself holds; fragments can't vouch for it. */
  private static List<String> signatureFiles(Bundle bundle) {
    List<String> found = new ArrayList<>();
    var paths = bundle.getEntryPaths(META_INF);
    if (paths != null) {
      for (String path : Collections.list(paths)) {
        String extension = path.substring(path.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
        if (SIGNATURE_FILES.contains(extension)) {
          found.add(path);
        }
      }
    }
    // A signature is verified when the block is met, and that takes the file that it signs.
    found.sort((a, b) -> Boolean.compare(isBlock(a), isBlock(b)));
    return found;
  }

  private static boolean isBlock(String path) {
    return !path.toUpperCase(Locale.ROOT).endsWith(".SF");
  }

  private static void copy(Bundle bundle, String path, ZipOutputStream jar) throws IOException {
    URL entry = bundle.getEntry(path);
    if (entry != null) {
      jar.putNextEntry(new ZipEntry(path));
      try (InputStream content = entry.openStream()) {
        content.transferTo(jar);
      }
      jar.closeEntry();
    }
  }

  private static List<List<X509Certificate>> signers(byte[] bytes, String path) throws IOException {
    List<List<X509Certificate>> signers = new ArrayList<>();
    try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(bytes), true)) {
      for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
        jar.transferTo(OutputStream.nullOutputStream());
        jar.closeEntry();
        if (entry.getName().equals(path) && entry.getCodeSigners() != null) {
          for (CodeSigner signer : entry.getCodeSigners()) {
            signers.add(
                signer.getSignerCertPath().getCertificates().stream()
                    .map(X509Certificate.class::cast)
                    .toList());
          }
        }
      }
    }
    return signers;
  }

  /**
   * Why none of some certificates vouches for the image.
   *
   * @param trusted the SHA-256 of certificates: of signers, or of authorities that issued theirs
   * @return nothing if one does
   */
  Optional<String> objection(Set<String> trusted) {
    if (problem.isPresent()) {
      return Optional.of("the signature of its bundle is broken (" + problem.get() + ")");
    }
    if (signers.isEmpty()) {
      return Optional.of("it is not signed, and " + Rule.SIGNERS.key() + " asks for it");
    }
    if (signers.stream().anyMatch(chain -> trusts(trusted, chain))) {
      return Optional.empty();
    }
    return Optional.of(
        "it is signed by "
            + signers.stream()
                .map(List::getFirst)
                .map(signer ->
                    signer.getSubjectX500Principal() + " (SHA-256 " + digest(signer) + ")")
                .collect(Collectors.joining(" and "))
            + ", whom "
            + Rule.SIGNERS.key()
            + " does not list");
  }

  private static boolean trusts(Set<String> trusted, List<X509Certificate> chain) {
    for (int i = 0; i < chain.size(); i++) {
      if (trusted.contains(digest(chain.get(i))) && isIssued(chain.subList(0, i), chain.get(i))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether an authority has issued a chain: the JDK puts it together by names alone. Revocation is
   * not asked about.
   */
  private static boolean isIssued(List<X509Certificate> chain, X509Certificate authority) {
    if (chain.isEmpty()) {
      return true;
    }
    try {
      PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
      parameters.setRevocationEnabled(false);
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(chain), parameters);
      return true;
    } catch (GeneralSecurityException notIssued) {
      return false;
    }
  }

  private static String digest(X509Certificate certificate) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }
}
