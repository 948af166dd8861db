package org.alfheim.itests.containers;

import ai.onnxruntime.OrtEnvironment;
import com.github.luben.zstd.Zstd;
import com.sun.jna.Function;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Properties;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.rocksdb.RocksDB;
import org.sqlite.JDBC;
import org.xerial.snappy.Snappy;

/** A bundle of somebody who uses libraries with native methods, and knows nothing of Alfheim. */
public final class UserOfJars implements BundleActivator {
  private static final byte[] TEXT =
      "to be compressed ".repeat(1000).getBytes(StandardCharsets.US_ASCII);

  @Override
  public void start(BundleContext context) throws Exception {
    try (Connection connection = new JDBC().connect("jdbc:sqlite::memory:", new Properties());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select 40 + 2")) {
      result.next();
      System.out.println("sqlite says " + result.getInt(1));
    }
    RocksDB.loadLibrary();
    System.out.println("rocksdb says " + RocksDB.rocksdbVersion());
    byte[] small = Zstd.compress(TEXT);
    System.out.println("zstd says " + text(Zstd.decompress(small, TEXT.length)));
    System.out.println("snappy says " + text(Snappy.uncompress(Snappy.compress(TEXT))));
    int process = Function.getFunction("c", "getpid").invokeInt(new Object[0]);
    System.out.println("jna says " + (process == ProcessHandle.current().pid()));
    System.out.println("netty says " + client());
    System.out.println("onnx says " + OrtEnvironment.getEnvironment().getVersion());
    Loader.load(openblas.class);
    double[] numbers = {1, 2, 3};
    System.out.println("openblas says " + openblas.cblas_ddot(3, numbers, 1, numbers, 1));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, 0, 16, StandardCharsets.US_ASCII);
  }

  private static String client() throws Exception {
    OpenSsl.ensureAvailability();
    return SslContextBuilder.forClient()
        .sslProvider(SslProvider.OPENSSL)
        .build()
        .getClass()
        .getSimpleName();
  }

  @Override
  public void stop(BundleContext context) {}
}
