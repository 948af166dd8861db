package org.alfheim.elf;

import java.lang.foreign.MemorySegment;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Goes through the large tables of an image from end to end and tells what stands in them. What
 * that means is decided by whoever asks: a scan refuses nothing.
 *
 * <p>{@link SharedObject#parse(String, MemorySegment) Reading an image} has one of its own. Code
 * that runs once is interpreted, though, and of a library with hundreds of thousands of relocations
 * that is most of what it takes to open it. So the loader brings one in machine code, for its own
 * copies of images.
 */
@ProviderType
public interface TableScan {

  /**
   * Goes through relocations with addends.
   *
   * @param table 24 bytes for each
   * @return what stands there
   */
  RelocationSurvey relocations(MemorySegment table);

  /**
   * Goes through symbols.
   *
   * @param table 24 bytes for each
   * @return what stands there
   */
  SymbolSurvey symbols(MemorySegment table);

  /**
   * Goes through the versions of symbols (DT_VERSYM).
   *
   * @param table 2 bytes for each
   * @return the highest version, the bit that hides one not counted; 0 if there is none
   */
  int highestVersion(MemorySegment table);

  /**
   * Goes through the buckets of a hash table.
   *
   * @param buckets 4 bytes for each
   * @return what stands there
   */
  IndexSurvey buckets(MemorySegment buckets);

  /**
   * Goes through the chains of a GNU hash table, each of which ends with a word whose lowest bit is
   * set.
   *
   * @param chains 4 bytes for each symbol
   * @return how many symbols the longest one has
   */
  long longestChain(MemorySegment chains);

  /**
   * Follows the chains of a hash table of the gABI.
   *
   * @param buckets 4 bytes for each
   * @param chains 4 bytes for each symbol
   * @param most how many symbols a chain may have
   * @return whether all chains lead to symbols of the table, each to others, and none to more;
   *     false as well from a scan that does not look
   */
  boolean chainsApart(MemorySegment buckets, MemorySegment chains, int most);

  /**
   * Goes through entries of an unwind table (8 bytes each: an address and a record, both as
   * distances from the table's header) up to the first that is not like most: its record lies
   * wholly in the same segment, has no length of 64 bits, and shares a certain other record.
   *
   * @param segment the bytes of the segment that has the table and the records
   * @param header where the header of the table lies in it
   * @param first where the first of the entries lies in it
   * @param count how many entries follow one another from there on, all in the segment
   * @param shared where the record lies that they share
   * @return how many are so from the first on; fewer, or 0, from a scan that does not look
   */
  int plainEntries(MemorySegment segment, long header, long first, int count, long shared);
}
