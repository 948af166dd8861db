package org.alfheim.itests.bindings;

import java.lang.foreign.MemorySegment;
import org.alfheim.bind.CEnum;
import org.alfheim.bind.Check;
import org.alfheim.bind.Errno;
import org.alfheim.bind.Global;
import org.alfheim.bind.Handle;
import org.alfheim.bind.Name;
import org.alfheim.bind.Out;
import org.alfheim.bind.OutResult;
import org.alfheim.bind.Struct;
import org.alfheim.bind.Unsigned;
import org.alfheim.bind.Variadic;

/** Interfaces as people get them wrong: each method contradicts C in one thing. */
final class WrongByHand {
  private WrongByHand() {}

  interface Zlib {
    // A result of 64 bits.
    int zlibCompileFlags();

    // A sum that is none of floating point.
    double crc32(long crc, byte[] buf, int len);

    // A number of 32 bits.
    long adler32(long adler, byte[] buf, long len);

    // Room for 32 bits, where C writes 64.
    int compress(byte[] dest, int[] destLen, byte[] source, long sourceLen);

    // One too few.
    long deflateBound(long sourceLen);

    // One too many.
    long compressBound(long sourceLen, int level);

    // A number is no text.
    String zError(String status);

    // Text is no number.
    int zlibVersion();

    // Bits that the type has not.
    long crc32_combine_gen(@Unsigned long length);

    // C has no '...' there.
    int gzputs(MemorySegment file, @Variadic String text);

    // What stands for '...' begins too late.
    int gzprintf(MemorySegment file, String format, int number, @Variadic Object... more);

    // A pointer is no float.
    int gzclose(float file);

    // Bytes are no handle.
    long adler32_z(long adler, GzFile data, long len);
  }

  interface GzFile extends Handle {}

  interface RowOfThree {
    int row(MemorySegment data, int columns, MemorySegment values);
  }

  interface WideRow {
    int row(MemorySegment data, long columns, MemorySegment values, MemorySegment names);
  }

  interface RowOfNothing {
    void row(MemorySegment data, int columns, MemorySegment values, MemorySegment names);
  }

  interface Sqlite {
    @Name("sqlite3_open")
    int open(String file, int[] db);

    @Name("sqlite3_exec")
    int exec(MemorySegment db, String sql, RowOfThree row, MemorySegment data, long[] message);

    @Name("sqlite3_exec")
    int execWide(MemorySegment db, String sql, WideRow row, MemorySegment data, long[] message);

    @Name("sqlite3_exec")
    int execForNothing(
        MemorySegment db, String sql, RowOfNothing row, MemorySegment data, long[] message);

    @Name("sqlite3_bind_double")
    int bind(MemorySegment statement, int index, float value);

    @Name("sqlite3_bind_int64")
    int bind(MemorySegment statement, int index, int value);

    @Name("sqlite3_column_int")
    long column(MemorySegment statement, int column);

    @Name("sqlite3_step")
    boolean step(MemorySegment statement);

    @Name("sqlite3_changes")
    @OutResult
    int changes(MemorySegment db);

    @Name("sqlite3_last_insert_rowid")
    @Check
    void last(MemorySegment db);

    @Name("sqlite3_data_directory")
    @Global
    int folder();
  }

  interface Png {
    @Name("png_get_image_width")
    short width(MemorySegment png, MemorySegment info);

    @Name("png_get_gAMA")
    int gamma(MemorySegment png, MemorySegment info, float[] gamma);

    @Name("png_sig_cmp")
    int compare(byte[] signature, int start, long count);

    @Name("png_read_image")
    void read(MemorySegment png, int[] rows);

    @Name("png_get_header_ver")
    int version(MemorySegment png);

    @Name("png_destroy_info_struct")
    int destroy(MemorySegment png, long[] info);
  }

  enum Age implements CEnum {
    NOW;

    @Override
    public long value() {
      return 0;
    }
  }

  interface Written {
    int written(MemorySegment data, int size, int count, MemorySegment to);
  }

  interface Curl {
    // As wrappers for JNA have it: C gives nothing.
    @Name("curl_easy_cleanup")
    int cleanup(MemorySegment curl);

    @Name("curl_global_init")
    int init(int flags);

    @Name("curl_easy_setopt")
    int set(MemorySegment curl, int option, MemorySegment value);

    @Name("curl_easy_strerror")
    String message(long code);

    @Name("curl_getdate")
    int date(String text, MemorySegment unused);

    @Name("curl_formget")
    int form(MemorySegment form, MemorySegment data, Written append);

    @Name("curl_easy_escape")
    Age escape(MemorySegment curl, String text, int length);
  }

  interface Repository extends Handle {}

  interface Git {
    @Name("git_commit_time")
    int time(MemorySegment commit);

    @Name("git_tree_entrycount")
    int entries(MemorySegment tree);

    @Name("git_repository_head_detached")
    void detached(MemorySegment repository, int extra);

    @Name("git_blob_rawsize")
    double size(MemorySegment blob);

    @Name("git_reference_name_to_id")
    int id(long[] id, MemorySegment repository, String name, int flags);

    @Name("git_repository_free")
    @OutResult
    Repository free();

    @Name("git_commit_message")
    byte message(MemorySegment commit);

    @Name("git_tree_walk")
    int walk(MemorySegment tree, int mode, Runnable visit, MemorySegment data);

    @Name("git_oid_cmp")
    int compare(@Out byte[] one, MemorySegment other);
  }

  interface XmlNode extends Struct {
    String name();
  }

  interface Xml {
    // Four of five.
    MemorySegment xmlReadMemory(byte[] bytes, int size, String url, String encoding);

    long xmlXPathCastStringToNumber(String text);

    XmlNode xmlStrlen(String text);

    int xmlXPathIsNaN(float value);

    MemorySegment xmlFreeDoc(MemorySegment doc);

    short xmlStrEqual(byte[] one, byte[] other);

    @Errno
    void xmlDocGetRootElement(MemorySegment doc);
  }

  interface Crypto {
    @Name("RAND_bytes")
    int random(char[] buffer, int count);

    @Name("ERR_get_error")
    int error();

    // As one for JNA has it, where a char has the bits of the platform.
    @Name("ERR_error_string")
    String text(long error, char[] buffer);

    @Name("EVP_DigestUpdate")
    int update(MemorySegment context, byte[] data, int length);

    @Name("EVP_DigestFinal_ex")
    int finish(MemorySegment context, byte[] digest, long[] length);

    @Name("EVP_CipherUpdate")
    int update(MemorySegment context, byte[] out, int count, byte[] in, int length);

    @Name("EVP_MD_CTX_free")
    boolean free(MemorySegment context);

    @Name("EVP_sha256")
    MemorySegment sha(MemorySegment engine);

    @Name("X509_NAME_oneline")
    MemorySegment text(MemorySegment name, byte[] buffer, long size);

    @Name("BN_num_bits")
    byte[] bits(MemorySegment number);
  }
}
