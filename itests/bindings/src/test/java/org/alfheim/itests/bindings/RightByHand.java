package org.alfheim.itests.bindings;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.alfheim.bind.Bytes;
import org.alfheim.bind.Global;
import org.alfheim.bind.Handle;
import org.alfheim.bind.In;
import org.alfheim.bind.LengthOf;
import org.alfheim.bind.Name;
import org.alfheim.bind.Nullable;
import org.alfheim.bind.Out;
import org.alfheim.bind.OutResult;
import org.alfheim.bind.Retained;
import org.alfheim.bind.Struct;
import org.alfheim.bind.Unsigned;
import org.alfheim.bind.Variadic;

/**
 * Interfaces as people write them by hand: as for JNA, with pointers, arrays and strings; as
 * jextract has it, where each pointer is memory and each integer has its bits; and with the types
 * of these bindings. All are right.
 */
final class RightByHand {
  private RightByHand() {}

  interface Zlib {
    String zlibVersion();

    @Name("zlibVersion")
    MemorySegment version();

    long zlibCompileFlags();

    long crc32(long crc, byte[] buf, int len);

    @Name("crc32")
    long crc(long crc, MemorySegment buf, int len);

    @Name("crc32")
    long crcOfBuffer(long crc, ByteBuffer buf, @Unsigned long len);

    @Name("crc32")
    long crcOfText(long crc, String text, int len);

    @Name("crc32_z")
    long crcOfMany(long crc, @In byte[] buf, @LengthOf("buf") long len);

    long adler32(long adler, byte[] buf, int len);

    int compress(byte[] dest, long[] destLen, byte[] source, long sourceLen);

    int compress2(
        @Out byte[] dest,
        @LengthOf("dest") long[] destLen,
        @In byte[] source,
        @LengthOf("source") long sourceLen,
        int level);

    int uncompress(MemorySegment dest, MemorySegment destLen, MemorySegment source, long sourceLen);

    long compressBound(long sourceLen);

    String zError(int status);

    @Name("inflateInit_")
    int inflateInit(MemorySegment stream, String version, int size);

    int inflate(MemorySegment stream, int flush);

    @Name("inflate")
    int inflate(ZStream stream, int flush);

    @Name("inflate")
    int inflate(long stream, int flush);

    @Name("inflateEnd")
    int inflateEnd(byte[] stream);

    @Name("deflateInit2_")
    int deflateInit(
        MemorySegment stream,
        int level,
        int method,
        int windowBits,
        int memLevel,
        int strategy,
        MemorySegment version,
        int size);

    MemorySegment gzopen(String path, String mode);

    @Name("gzopen")
    @Nullable
    GzFile open(String path, String mode);

    int gzread(MemorySegment file, byte[] buf, int len);

    int gzwrite(GzFile file, @In byte[] buf, @LengthOf("buf") int len);

    MemorySegment gzgets(MemorySegment file, byte[] buf, int len);

    @Name("gzgets")
    String line(GzFile file, MemorySegment buf, int len);

    int gzputs(MemorySegment file, String text);

    int gzprintf(MemorySegment file, String format, @Variadic Object... more);

    int gzclose(MemorySegment file);

    @Name("gzclose")
    void close(GzFile file);

    @Name("get_crc_table")
    @Bytes(1024)
    MemorySegment table();
  }

  interface GzFile extends Handle {}

  interface ZStream extends Struct {
    MemorySegment nextIn();

    int availIn();

    ZStream availIn(int count);

    @Unsigned
    @Name("avail_out")
    long room();

    long totalOut();

    String msg();
  }

  interface Row {
    int row(MemorySegment data, int columns, MemorySegment values, MemorySegment names);
  }

  interface ScalarFunction {
    void call(MemorySegment context, int count, MemorySegment values);
  }

  interface Comparison {
    int compare(MemorySegment data, int length, MemorySegment one, int otherLength, long other);
  }

  interface Db extends Handle {}

  interface Stmt extends Handle {}

  interface Sqlite {
    @Name("sqlite3_open")
    int open(String file, long[] db);

    @Name("sqlite3_open")
    int openInto(String file, MemorySegment db);

    @Name("sqlite3_open_v2")
    @OutResult(2)
    Db open(String file, int flags, String vfs);

    @Name("sqlite3_exec")
    int exec(MemorySegment db, String sql, Row callback, MemorySegment data, long[] message);

    @Name("sqlite3_exec")
    int exec(Db db, String sql, MemorySegment callback, long data, MemorySegment message);

    @Name("sqlite3_prepare_v2")
    int prepare(MemorySegment db, byte[] sql, int bytes, long[] statement, long[] tail);

    @Name("sqlite3_prepare_v2")
    @OutResult(4)
    Stmt prepare(Db db, String sql, int bytes, MemorySegment tail);

    @Name("sqlite3_step")
    int step(MemorySegment statement);

    @Name("sqlite3_bind_text")
    int bind(MemorySegment statement, int index, String text, int bytes, MemorySegment destructor);

    @Name("sqlite3_bind_text")
    int bind(long statement, int index, byte[] text, int bytes, long destructor);

    @Name("sqlite3_bind_int64")
    int bind(Stmt statement, int index, long value);

    @Name("sqlite3_bind_double")
    int bind(MemorySegment statement, int index, double value);

    @Name("sqlite3_bind_blob")
    int bind(Stmt statement, int index, ByteBuffer blob, int bytes, MemorySegment destructor);

    @Name("sqlite3_column_text")
    String text(MemorySegment statement, int column);

    @Name("sqlite3_column_text")
    MemorySegment bytes(Stmt statement, int column);

    @Name("sqlite3_column_int64")
    long number(MemorySegment statement, int column);

    @Name("sqlite3_column_double")
    double real(Stmt statement, int column);

    @Name("sqlite3_column_blob")
    MemorySegment blob(MemorySegment statement, int column);

    @Name("sqlite3_create_function")
    int function(
        MemorySegment db,
        String name,
        int arguments,
        int encoding,
        MemorySegment app,
        @Retained ScalarFunction scalar,
        MemorySegment step,
        MemorySegment last);

    @Name("sqlite3_create_collation")
    int collation(
        Db db, String name, int encoding, MemorySegment data, @Retained Comparison comparison);

    @Name("sqlite3_finalize")
    int finish(MemorySegment statement);

    @Name("sqlite3_close_v2")
    void close(Db db);

    @Name("sqlite3_errmsg")
    String message(Db db);

    @Name("sqlite3_changes64")
    long changes(MemorySegment db);

    @Name("sqlite3_mprintf")
    MemorySegment printed(String format, @Variadic int number, double other);

    @Name("sqlite3_version")
    @Global
    MemorySegment version();

    @Name("sqlite3_temp_directory")
    @Global
    long folder();
  }

  interface Png {
    @Name("png_access_version_number")
    int version();

    @Name("png_get_libpng_ver")
    String text(MemorySegment png);

    @Name("png_create_read_struct")
    MemorySegment reader(
        String version, MemorySegment data, MemorySegment error, MemorySegment warning);

    @Name("png_create_info_struct")
    MemorySegment info(MemorySegment png);

    @Name("png_destroy_read_struct")
    void destroy(long[] png, long[] info, long[] end);

    @Name("png_set_IHDR")
    void header(
        MemorySegment png,
        MemorySegment info,
        int width,
        int height,
        int depth,
        int color,
        int interlace,
        int compression,
        int filter);

    @Name("png_get_IHDR")
    int header(
        MemorySegment png,
        MemorySegment info,
        int[] width,
        int[] height,
        int[] depth,
        int[] color,
        int[] interlace,
        int[] compression,
        int[] filter);

    @Name("png_get_image_width")
    @Unsigned
    long width(MemorySegment png, MemorySegment info);

    @Name("png_get_bit_depth")
    byte depth(MemorySegment png, MemorySegment info);

    @Name("png_get_bit_depth")
    @Unsigned(8)
    int wideDepth(MemorySegment png, MemorySegment info);

    @Name("png_get_gAMA")
    int gamma(MemorySegment png, MemorySegment info, double[] gamma);

    @Name("png_sig_cmp")
    int compare(byte[] signature, long start, long count);

    @Name("png_read_image")
    void read(MemorySegment png, long[] rows);

    @Name("png_set_text")
    void text(MemorySegment png, MemorySegment info, MemorySegment text, int count);

    @Name("png_image_begin_read_from_file")
    int begin(MemorySegment image, String file);

    @Name("png_image_begin_read_from_memory")
    int begin(PngImage image, byte[] memory, long size);

    @Name("png_image_finish_read")
    int finish(
        PngImage image, PngColor background, byte[] buffer, int stride, MemorySegment colors);

    @Name("png_image_free")
    void free(byte[] image);
  }

  interface PngImage extends Struct {
    int width();

    int height();

    @Unsigned
    long format();

    PngImage version(int version);

    String message();
  }

  record PngColor(byte red, byte green, byte blue) {}

  interface Written {
    long written(MemorySegment data, long size, long count, MemorySegment to);
  }

  interface Curl {
    @Name("curl_global_init")
    int init(long flags);

    @Name("curl_version")
    String version();

    @Name("curl_version_info")
    MemorySegment info(int age);

    @Name("curl_version_info")
    CurlVersionInfoData info(@Unsigned long age);

    @Name("curl_easy_init")
    MemorySegment easy();

    @Name("curl_easy_setopt")
    int set(MemorySegment curl, int option, @Variadic Object... values);

    @Name("curl_easy_setopt")
    int set(long curl, int option, @Variadic String value);

    @Name("curl_easy_getinfo")
    int get(MemorySegment curl, int info, @Variadic long[] value);

    @Name("curl_easy_perform")
    int perform(MemorySegment curl);

    @Name("curl_easy_strerror")
    String message(int code);

    @Name("curl_easy_escape")
    MemorySegment escape(MemorySegment curl, String text, int length);

    @Name("curl_easy_unescape")
    String unescape(MemorySegment curl, String text, int length, int[] written);

    @Name("curl_slist_append")
    MemorySegment append(MemorySegment list, String text);

    @Name("curl_slist_free_all")
    void free(MemorySegment list);

    @Name("curl_multi_perform")
    int perform(MemorySegment multi, int[] running);

    @Name("curl_multi_info_read")
    MemorySegment message(MemorySegment multi, int[] waiting);

    @Name("curl_easy_cleanup")
    void cleanup(MemorySegment curl);

    @Name("curl_getdate")
    long date(String text, long[] unused);

    @Name("curl_global_init_mem")
    int init(
        long flags,
        MemorySegment malloc,
        MemorySegment free,
        MemorySegment realloc,
        MemorySegment strdup,
        MemorySegment calloc);
  }

  interface CurlVersionInfoData extends Struct {
    String version();

    int versionNum();

    int features();

    MemorySegment protocols();
  }

  interface Repository extends Handle {}

  interface EntryVisit {
    int visit(String root, MemorySegment entry, MemorySegment data);
  }

  @SuppressWarnings("ArrayRecordComponent")
  record GitOid(byte[] id) {}

  interface Git {
    @Name("git_libgit2_init")
    int init();

    @Name("git_libgit2_version")
    int version(int[] major, int[] minor, int[] revision);

    @Name("git_repository_open")
    int open(long[] repository, String path);

    @Name("git_repository_open")
    @OutResult(1)
    Repository open(String path);

    @Name("git_repository_free")
    void free(MemorySegment repository);

    @Name("git_repository_workdir")
    String folder(MemorySegment repository);

    @Name("git_repository_head_detached")
    int detached(Repository repository);

    @Name("git_reference_name_to_id")
    int id(byte[] id, MemorySegment repository, String name);

    @Name("git_reference_name_to_id")
    int id(GitOid[] id, Repository repository, String name);

    @Name("git_oid_fromstr")
    int parse(MemorySegment id, String text);

    @Name("git_oid_tostr_s")
    String text(@In GitOid id);

    @Name("git_oid_tostr")
    String text(byte[] out, long size, byte[] id);

    @Name("git_commit_lookup")
    int commit(long[] commit, MemorySegment repository, byte[] id);

    @Name("git_commit_message")
    String message(MemorySegment commit);

    @Name("git_commit_time")
    long time(MemorySegment commit);

    @Name("git_commit_parentcount")
    int parents(MemorySegment commit);

    @Name("git_commit_parentcount")
    @Unsigned
    long parentCount(long commit);

    @Name("git_tree_walk")
    int walk(MemorySegment tree, int mode, EntryVisit visit, MemorySegment data);

    @Name("git_tree_entrycount")
    long entries(MemorySegment tree);

    @Name("git_tree_entry_filemode")
    int mode(MemorySegment entry);

    @Name("git_blob_rawsize")
    long size(MemorySegment blob);

    @Name("git_blob_rawcontent")
    MemorySegment content(MemorySegment blob);

    @Name("git_error_last")
    MemorySegment error();

    @Name("git_signature_now")
    int signature(long[] signature, String name, String mail);
  }

  interface Xml {
    MemorySegment xmlReadMemory(byte[] bytes, int size, String url, String encoding, int options);

    MemorySegment xmlReadFile(String file, String encoding, int options);

    MemorySegment xmlDocGetRootElement(MemorySegment doc);

    @Name("xmlDocGetRootElement")
    XmlNode root(long doc);

    MemorySegment xmlNodeGetContent(MemorySegment node);

    MemorySegment xmlGetProp(MemorySegment node, String name);

    int xmlStrlen(String text);

    int xmlStrEqual(byte[] one, String other);

    MemorySegment xmlNewNode(MemorySegment namespace, String name);

    MemorySegment xmlNewChild(
        MemorySegment parent, MemorySegment namespace, String name, String content);

    @Name("xmlFreeDoc")
    void free(MemorySegment doc);

    MemorySegment xmlXPathNewContext(MemorySegment doc);

    MemorySegment xmlXPathEvalExpression(String expression, MemorySegment context);

    double xmlXPathCastStringToNumber(String text);

    double xmlXPathCastNodeToNumber(MemorySegment node);

    int xmlBufferLength(MemorySegment buffer);

    int xmlNodeDump(
        MemorySegment buffer, MemorySegment doc, MemorySegment node, int level, int format);

    void xmlDocDumpFormatMemory(MemorySegment doc, long[] memory, int[] size, int format);

    @Name("xmlParserVersion")
    @Global
    String version();
  }

  interface XmlNode extends Struct {
    String name();

    XmlNode next();

    XmlNode children();

    short line();
  }

  interface MdCtx extends Handle {}

  interface Crypto {
    @Name("OpenSSL_version")
    String version(int type);

    @Name("OpenSSL_version_num")
    long version();

    @Name("RAND_bytes")
    int random(ByteBuffer buffer, int count);

    @Name("RAND_bytes")
    int random(byte[] buffer, int count);

    @Name("ERR_get_error")
    long error();

    @Name("ERR_error_string_n")
    void text(long error, byte[] buffer, long size);

    @Name("EVP_CIPHER_CTX_new")
    MemorySegment cipher();

    @Name("EVP_aes_128_cbc")
    MemorySegment aes();

    @Name("EVP_CipherInit_ex")
    int init(
        MemorySegment context,
        MemorySegment cipher,
        MemorySegment engine,
        byte[] key,
        byte[] iv,
        int encrypt);

    @Name("EVP_CipherUpdate")
    int update(MemorySegment context, ByteBuffer out, int[] count, ByteBuffer in, int length);

    @Name("EVP_CipherFinal_ex")
    int finish(MemorySegment context, ByteBuffer out, int[] count);

    @Name("EVP_MD_CTX_new")
    MdCtx digest();

    @Name("EVP_DigestInit_ex")
    int init(MdCtx context, MemorySegment type, MemorySegment engine);

    @Name("EVP_DigestUpdate")
    int update(MdCtx context, byte[] data, long length);

    @Name("EVP_DigestFinal_ex")
    int finish(MdCtx context, byte[] digest, int[] length);

    @Name("EVP_MD_CTX_free")
    void free(MdCtx context);

    @Name("HMAC")
    MemorySegment hmac(
        MemorySegment type,
        byte[] key,
        int keyLength,
        byte[] data,
        long length,
        byte[] digest,
        int[] digestLength);

    @Name("BN_bin2bn")
    MemorySegment number(byte[] bytes, int length, MemorySegment to);

    @Name("d2i_X509")
    MemorySegment certificate(MemorySegment to, long[] bytes, long length);

    @Name("X509_NAME_oneline")
    MemorySegment text(MemorySegment name, byte[] buffer, int size);

    @Name("BIO_new_mem_buf")
    MemorySegment memory(byte[] bytes, int length);

    @Name("BIO_printf")
    int print(MemorySegment bio, String format, @Variadic Object... more);
  }
}
