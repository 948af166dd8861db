package org.alfheim.itests.bindings;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.plugin.TypeSource;

/** The libraries, and the headers that a program includes. */
public enum Library implements TypeSource {
  /** A stream with state, in a structure. */
  ZLIB("libz.so", "Zlib", "", "zlib.h"),
  /** Handles, callbacks, statuses, text. */
  SQLITE("libsqlite3.so", "Sqlite3", "non-zero", "sqlite3.h"),
  /** Structures that are filled in steps, and {@code setjmp}. */
  PNG("libpng16.so", "Png", "", "png.h"),
  /** Variadic functions, and callbacks that are kept. */
  CURL("libcurl.so", "Curl", "", "curl/curl.h"),
  /** Hundreds of handles, and structures of options. */
  GIT("libgit2.so", "Git2", "negative", "git2.h"),
  /** A tree of structures. */
  XML(
      "libxml2.so",
      "Libxml2",
      "",
      "libxml/parser.h",
      "libxml/tree.h",
      "libxml/xpath.h",
      "libxml/xmlsave.h"),
  /** Thousands of functions. */
  CRYPTO(
      "libcrypto.so",
      "Crypto",
      "",
      "openssl/evp.h",
      "openssl/x509v3.h",
      "openssl/pem.h",
      "openssl/bio.h",
      "openssl/bn.h",
      "openssl/rand.h",
      "openssl/err.h",
      "openssl/rsa.h",
      "openssl/ec.h",
      "openssl/hmac.h",
      "openssl/cms.h",
      "openssl/pkcs12.h",
      "openssl/ocsp.h");

  private static final List<Path> FOLDERS =
      List.of(Path.of("/lib/x86_64-linux-gnu"), Path.of("/usr/lib64"), Path.of("/usr/lib"));

  private final String file;
  private final String contract;
  private final String failure;
  private final String headers;

  Library(String file, String contract, String failure, String... headers) {
    this.file = file;
    this.contract = contract;
    this.failure = failure;
    this.headers = String.join(" ", headers);
  }

  /** The link that its development files have brought. */
  public Path file() {
    return FOLDERS.stream()
        .map(folder -> folder.resolve(file))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException(
                file + " is not there; cnf/setup/debian.sh installs what the tests need"));
  }

  /** Its headers, as a program includes them. */
  public List<String> headers() {
    return List.of(headers.split(" ", -1));
  }

  /** More for the compiler. */
  List<String> includes() {
    return this == XML ? List.of("/usr/include/libxml2") : List.of();
  }

  /** How its interface is called. */
  String contract() {
    return contract;
  }

  /** Which status is a failure; empty if that is not the same everywhere. */
  Optional<String> failure() {
    return Optional.of(failure).filter(kind -> !kind.isEmpty());
  }

  /** The package of its bindings. */
  String packageName() {
    return "bindings." + name().toLowerCase(Locale.ROOT);
  }

  /** What its types are called in the class path. */
  String types() {
    return name().toLowerCase(Locale.ROOT) + ".btf";
  }

  /** Opens it, with the types that its headers declare. */
  public LocalPlugin open() {
    return Loader.openLocal(file(), OpenOptions.builder().typesFrom(this).build());
  }

  @Override
  public MemorySegment read(Arena arena) throws IOException {
    try (InputStream types = Library.class.getResourceAsStream("/" + types())) {
      return MemorySegment.ofArray(types.readAllBytes()).asReadOnly();
    }
  }
}
