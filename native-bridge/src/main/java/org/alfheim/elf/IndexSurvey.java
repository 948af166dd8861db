package org.alfheim.elf;

/**
 * What one way through an array of symbols' indexes shows, all of them as unsigned numbers.
 *
 * @param highest the highest, 0 if there is none
 * @param lowest the lowest that is not 0; {@link Long#MAX_VALUE} if there is none
 */
public record IndexSurvey(long highest, long lowest) {}
