package org.alfheim.itests.jni;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLEngine;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** What users of jars with natives do with them. */
final class UseOfJar {
  /** What is done with two versions of sqlite-jdbc. */
  static final String VERSIONS = "versions";

  private UseOfJar() {}

  static String of(String what, Bundle bundle) throws Exception {
    try {
      bundle.start();
      return switch (what) {
        case "zstd" -> zstd(bundle);
        case "rocksdb" -> rocksdb(bundle);
        case "onnx" -> onnx(bundle);
        case "openssl" -> TlsServer.talk(openSsl(bundle));
        case "jna" -> jna(bundle);
        case "sqlite" -> sqlite(bundle, "select sum(a) from t");
        case VERSIONS -> versions(bundle);
        case "snappy" -> snappy(bundle);
        case "tcnative" -> tcnative(bundle);
        case "openblas" -> openblas(bundle);
        default -> throw new IllegalArgumentException(what);
      };
    } catch (BundleException | ReflectiveOperationException | SQLException | LinkageError e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      System.out.println(what + " gets " + root);
      return "fails: " + root.getClass().getSimpleName();
    }
  }

  private static String zstd(Bundle bundle) throws Exception {
    Class<?> zstd = bundle.loadClass("com.github.luben.zstd.Zstd");
    byte[] text = "to be compressed ".repeat(1000).getBytes(StandardCharsets.US_ASCII);
    byte[] small = (byte[]) zstd.getMethod("compress", byte[].class).invoke(null, (Object) text);
    byte[] again =
        (byte[])
            zstd.getMethod("decompress", byte[].class, int.class).invoke(null, small, text.length);
    return new String(again, 0, 16, StandardCharsets.US_ASCII) + " " + (small.length < 100);
  }

  /** What each bundle of a symbolic name says of its version. */
  private static String versions(Bundle bundle) throws Exception {
    List<String> versions = new ArrayList<>();
    for (Bundle each : bundle.getBundleContext().getBundles()) {
      if (each.getSymbolicName().equals(bundle.getSymbolicName())) {
        each.start();
        versions.add(sqlite(each, "select sqlite_version()"));
      }
    }
    return String.join(" ", versions);
  }

  private static String sqlite(Bundle bundle, String query) throws Exception {
    Driver driver =
        (Driver) bundle.loadClass("org.sqlite.JDBC").getDeclaredConstructor().newInstance();
    try (Connection connection = driver.connect("jdbc:sqlite::memory:", new Properties());
        Statement statement = connection.createStatement()) {
      statement.execute("create table t(a int)");
      statement.execute("insert into t values(40),(2)");
      try (ResultSet result = statement.executeQuery(query)) {
        result.next();
        return "sqlite " + result.getString(1);
      }
    }
  }

  private static String snappy(Bundle bundle) throws Exception {
    Class<?> snappy = bundle.loadClass("org.xerial.snappy.Snappy");
    byte[] text = "to be compressed ".repeat(1000).getBytes(StandardCharsets.US_ASCII);
    byte[] small = (byte[]) snappy.getMethod("compress", byte[].class).invoke(null, (Object) text);
    byte[] again =
        (byte[]) snappy.getMethod("uncompress", byte[].class).invoke(null, (Object) small);
    return new String(again, 0, 16, StandardCharsets.US_ASCII) + " " + (small.length < 1000);
  }

  /** What netty's own OpenSsl does first: BoringSSL is initialised and makes a context. */
  private static String tcnative(Bundle bundle) throws Exception {
    Object initialized =
        bundle
            .loadClass("io.netty.internal.tcnative.Library")
            .getMethod("initialize", String.class, String.class)
            .invoke(null, "netty_tcnative_linux_x86_64", null);
    Class<?> contexts = bundle.loadClass("io.netty.internal.tcnative.SSLContext");
    long context = (long) contexts.getMethod("make", int.class, int.class).invoke(null, 0x1c, 1);
    contexts.getMethod("free", long.class).invoke(null, context);
    return "context " + initialized + " " + (context != 0);
  }

  /** The engine of netty's OpenSsl. */
  private static SSLEngine openSsl(Bundle bundle) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(Path.of(System.getProperty("alfheim.keys")))) {
      store.load(file, ServedJar.PASSWORD.toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, ServedJar.PASSWORD.toCharArray());
    Class<?> builders = bundle.loadClass("io.netty.handler.ssl.SslContextBuilder");
    Class<?> providers = bundle.loadClass("io.netty.handler.ssl.SslProvider");
    Object builder = builders.getMethod("forServer", KeyManagerFactory.class).invoke(null, keys);
    builders
        .getMethod("sslProvider", providers)
        .invoke(builder, providers.getField("OPENSSL").get(null));
    Object context = builders.getMethod("build").invoke(builder);
    Class<?> allocators = bundle.loadClass("io.netty.buffer.ByteBufAllocator");
    return (SSLEngine)
        bundle
            .loadClass("io.netty.handler.ssl.SslContext")
            .getMethod("newEngine", allocators)
            .invoke(context, allocators.getField("DEFAULT").get(null));
  }

  private static String rocksdb(Bundle bundle) throws Exception {
    Class<?> type = bundle.loadClass("org.rocksdb.RocksDB");
    type.getMethod("loadLibrary").invoke(null);
    Object database =
        type.getMethod("open", String.class).invoke(null, bundle.getDataFile("db").toString());
    byte[] key = {1};
    type.getMethod("put", byte[].class, byte[].class).invoke(database, key, new byte[] {42});
    byte[] value = (byte[]) type.getMethod("get", byte[].class).invoke(database, (Object) key);
    type.getMethod("close").invoke(database);
    return "value " + value[0];
  }

  private static String onnx(Bundle bundle) throws Exception {
    Class<?> environments = bundle.loadClass("ai.onnxruntime.OrtEnvironment");
    Object environment = environments.getMethod("getEnvironment").invoke(null);
    try (AutoCloseable session =
            (AutoCloseable)
                environments
                    .getMethod("createSession", byte[].class)
                    .invoke(environment, (Object) OnnxModel.addition());
        AutoCloseable a = tensor(bundle, environment, 40);
        AutoCloseable b = tensor(bundle, environment, 2);
        AutoCloseable result =
            (AutoCloseable)
                session
                    .getClass()
                    .getMethod("run", Map.class)
                    .invoke(session, Map.of("a", a, "b", b))) {
      Object sum = result.getClass().getMethod("get", int.class).invoke(result, 0);
      float[] values = (float[]) sum.getClass().getMethod("getValue").invoke(sum);
      return "sum " + values[0];
    }
  }

  private static AutoCloseable tensor(Bundle bundle, Object environment, float value)
      throws Exception {
    return (AutoCloseable)
        bundle
            .loadClass("ai.onnxruntime.OnnxTensor")
            .getMethod("createTensor", environment.getClass(), Object.class)
            .invoke(null, environment, new float[] {value});
  }

  private static String jna(Bundle bundle) throws Exception {
    Object function =
        bundle
            .loadClass("com.sun.jna.Function")
            .getMethod("getFunction", String.class, String.class)
            .invoke(null, "c", "getpid");
    Object pid =
        function
            .getClass()
            .getMethod("invokeInt", Object[].class)
            .invoke(function, (Object) new Object[0]);
    return "pid " + (((Integer) pid).longValue() == ProcessHandle.current().pid());
  }

  /** A product of two matrices, and the solution of two equations. */
  private static String openblas(Bundle bundle) throws Exception {
    Class<?> functions = bundle.loadClass("org.bytedeco.openblas.global.openblas");
    Class<?> loader = bundle.loadClass("org.bytedeco.javacpp.Loader");
    loader.getMethod("load", Class.class).invoke(null, functions);
    double[] a = {1, 2, 3, 4};
    double[] b = {5, 6, 7, 8};
    double[] c = new double[4];
    int rows = functions.getField("CblasRowMajor").getInt(null);
    int as = functions.getField("CblasNoTrans").getInt(null);
    Class<?> n = int.class;
    Class<?> d = double.class;
    Class<?> m = double[].class;
    functions
        .getMethod("cblas_dgemm", n, n, n, n, n, n, d, m, n, m, n, d, m, n)
        .invoke(null, rows, as, as, 2, 2, 2, 1.0, a, 2, b, 2, 0.0, c, 2);
    int[] pivots = new int[2];
    double[] x = {5, 11};
    Object status =
        functions
            .getMethod("LAPACKE_dgesv", n, n, n, m, n, int[].class, m, n)
            .invoke(null, rows, 2, 1, a.clone(), 2, pivots, x, 1);
    return "product %.0f %.0f %.0f %.0f solution %s %.3f %.3f"
        .formatted(c[0], c[1], c[2], c[3], status, x[0], x[1]);
  }
}
