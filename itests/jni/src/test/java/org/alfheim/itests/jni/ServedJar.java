package org.alfheim.itests.jni;

import java.io.InputStream;
import java.lang.ref.WeakReference;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLEngine;
import org.alfheim.jni.jar.NativesJar;
import org.alfheim.jni.weaving.JniActivator;
import org.alfheim.loader.Natives;
import org.alfheim.registry.PluginInventory;
import org.alfheim.registry.PluginInventory.Holder;
import org.alfheim.registry.internal.RegistryActivator;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** Uses a jar with natives in a framework, in a process of its own, as its users do. */
final class ServedJar {
  private static final String EXPORTS =
      "org.alfheim.jni;version=1.0.0,org.alfheim.loader;version=1.1.0,sun.misc,"
          + "org.slf4j;version=1.7.36";

  /** What is served: bundles that say so themselves. */
  static final String WRAPPED = "wrapped";

  /** Of the keys of a TLS server. */
  static final String PASSWORD = "password";

  private ServedJar() {}

  /**
   * The framework, its storage, what is served, a jar and its fragments, what is done with it, how
   * many rounds.
   */
  public static void main(String[] arguments) throws Exception {
    Framework framework = framework(arguments[0], arguments[1], arguments[2]);
    BundleContext context = framework.getBundleContext();
    new RegistryActivator().start(context);
    if (!arguments[2].equals("nothing")) {
      new JniActivator().start(context);
    }
    String[] jars = arguments[3].split(",", -1);
    for (String fragment : List.of(jars).subList(1, jars.length)) {
      install(context, fragment, arguments[2]);
    }
    Bundle bundle = install(context, jars[0], arguments[2]);
    int rounds = Integer.parseInt(arguments[5]);
    int collected = 0;
    for (int round = 1; round <= rounds; round++) {
      bundle.start();
      System.out.println(use(arguments[4], bundle));
      if (round < rounds) {
        WeakReference<ClassLoader> loader =
            new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader());
        if (arguments[2].equals(WRAPPED)) {
          bundle.update(NativesJar.of(Path.of(jars[0])).orElseThrow().openStream());
        } else {
          bundle.update();
        }
        refresh(framework, bundle);
        collected += awaitCollected(loader) ? 1 : 0;
      }
    }
    System.out.println("collected " + collected + " images " + images(context, bundle));
    framework.stop();
    framework.waitForStop(0);
    System.exit(0);
  }

  /** As it is, or made a bundle that says what it is served with. */
  private static Bundle install(BundleContext context, String jar, String served) throws Exception {
    return served.equals(WRAPPED)
        ? context.installBundle(
            "file:" + jar, NativesJar.of(Path.of(jar)).orElseThrow().openStream())
        : context.installBundle("file:" + jar);
  }

  /** How many images the inventory lists as those of a bundle's class loader. */
  private static long images(BundleContext context, Bundle bundle) {
    ServiceReference<PluginInventory> inventory =
        context.getServiceReference(PluginInventory.class);
    return context.getService(inventory).images().stream()
        .filter(image -> image.state() == PluginInventory.State.NATIVES)
        .filter(
            image -> image.holder().map(Holder::bundle).equals(Optional.of(bundle.getBundleId())))
        .count();
  }

  private static Framework framework(String name, String storage, String served) throws Exception {
    Map<String, String> properties =
        new HashMap<>(
            Map.of(
                Constants.FRAMEWORK_STORAGE,
                storage,
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                EXPORTS,
                Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA,
                "osgi.extender;osgi.extender=\"org.alfheim.natives\";version:Version=1",
                "org.alfheim.natives",
                served));
    for (FrameworkFactory factory : ServiceLoader.load(FrameworkFactory.class)) {
      if (factory.getClass().getName().contains(name)) {
        Framework framework = factory.newFramework(properties);
        framework.start();
        return framework;
      }
    }
    throw new IllegalArgumentException(name);
  }

  private static void refresh(Framework framework, Bundle bundle) throws Exception {
    CountDownLatch refreshed = new CountDownLatch(1);
    framework
        .adapt(FrameworkWiring.class)
        .refreshBundles(List.of(bundle), _ -> refreshed.countDown());
    refreshed.await();
  }

  /** Until it is, and its image with it: a bundle that was started is started again by then. */
  private static boolean awaitCollected(WeakReference<ClassLoader> loader) {
    for (int i = 0; i < 500; i++) {
      System.gc();
      if (loader.get() == null && Natives.loaded().size() <= 1) {
        return true;
      }
    }
    return false;
  }

  private static String use(String what, Bundle bundle) throws Exception {
    try {
      return switch (what) {
        case "zstd" -> zstd(bundle);
        case "rocksdb" -> rocksdb(bundle);
        case "onnx" -> onnx(bundle);
        case "openssl" -> TlsServer.talk(openSsl(bundle));
        case "jna" -> jna(bundle);
        case "sqlite" -> sqlite(bundle, "select sum(a) from t");
        case "versions" -> versions(bundle);
        case "snappy" -> snappy(bundle);
        case "tcnative" -> tcnative(bundle);
        default -> throw new IllegalArgumentException(what);
      };
    } catch (ReflectiveOperationException | SQLException | LinkageError e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
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
      store.load(file, PASSWORD.toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
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

  /** The entries of the class path. */
  static Stream<String> classPath() {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Stream.of(path.split(":", -1)).filter(entry -> !entry.isEmpty());
  }

  /** The jar on the class path that a name is the beginning of. */
  static Path jar(String name) {
    return classPath()
        .map(Path::of)
        .filter(path -> path.getFileName().toString().startsWith(name) && Files.isRegularFile(path))
        .findFirst()
        .orElseThrow();
  }
}
