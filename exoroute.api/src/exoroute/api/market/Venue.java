package exoroute.api.market;

/**
 * A place where instruments trade.
 *
 * @param id stable lower-case id, used in listings, commands and the log
 * @param name what people call it
 */
public record Venue(String id, String name) {}
