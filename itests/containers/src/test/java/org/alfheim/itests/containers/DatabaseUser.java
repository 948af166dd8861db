package org.alfheim.itests.containers;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Properties;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.rocksdb.RocksDB;
import org.sqlite.JDBC;

/** A bundle of somebody who uses libraries with native methods, and knows nothing of Alfheim. */
public final class DatabaseUser implements BundleActivator {
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
  }

  @Override
  public void stop(BundleContext context) {}
}
