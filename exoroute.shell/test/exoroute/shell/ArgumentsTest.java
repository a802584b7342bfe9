package exoroute.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ArgumentsTest {
    private static final String USAGE = "exo:x A B [--flag] [--value V]";

    private static String complaint(String... words) {
        return assertThrows(IllegalArgumentException.class, () -> new Arguments(USAGE, 1, 2, words)).getMessage();
    }

    @Test
    void words_and_options_may_stand_in_any_order() {
        Arguments args = new Arguments(USAGE, 1, 2, "--value", "7", "a", "--flag", "b");
        assertEquals("a", args.word(0));
        assertEquals("b", args.word(1));
        assertTrue(args.has("--flag"));
        assertEquals("7", args.option("--value", ""));
        assertFalse(new Arguments(USAGE, 1, 2, "a").has("--flag"));
        assertEquals("z", new Arguments(USAGE, 1, 2, "a").word(1, "z"));
    }

    @Test
    void every_complaint_names_the_word_and_the_usage() {
        assertEquals("unknown option --vlue; usage: " + USAGE, complaint("a", "--vlue", "7"));
        assertEquals("option --value needs a value; usage: " + USAGE, complaint("a", "--value"));
        assertEquals("something is missing; usage: " + USAGE, complaint());
        assertEquals("'c' is too much; usage: " + USAGE, complaint("a", "b", "c"));
        Arguments args = new Arguments(USAGE, 1, 2, "a");
        assertEquals("order '1x' is no whole number; usage: " + USAGE,
                assertThrows(IllegalArgumentException.class, () -> args.number("order", "1x")).getMessage());
    }

    @Test
    void negative_numbers_are_words_not_options() {
        assertEquals("-1", new Arguments(USAGE, 1, 2, "-1").word(0));
    }

    @Test
    void a_table_aligns_numbers_to_the_right_and_text_to_the_left() {
        Table table = new Table("name", "size");
        table.row("a", "1");
        table.row("long", "12.5");
        assertEquals("name  size\na        1\nlong  12.5", table.toString());
    }
}
