package exoroute.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void commands_are_split_at_semicolons() {
        assertEquals(List.of("exo:venues", "exo:orders"), Words.commands(" exo:venues ;; exo:orders; "));
        assertEquals(List.of(), Words.commands(" ; "));
    }

    @Test
    void a_semicolon_in_quotes_or_braces_splits_nothing() {
        assertEquals(List.of("echo 'a;b'", "echo \"c;'d\""), Words.commands("echo 'a;b'; echo \"c;'d\""));
        assertEquals(List.of("each [1 2] { echo a; echo b }", "(f; g)"), Words.commands("each [1 2] { echo a; echo b }; (f; g)"));
    }

    @Test
    void every_argument_of_a_command_is_quoted() {
        assertEquals("replay", Words.quoted(List.of("replay")));
        assertEquals("replay 'a b' '--json'", Words.quoted(List.of("replay", "a b", "--json")));
        assertEquals("feed '$x;{y}'", Words.quoted(List.of("feed", "$x;{y}")));
    }

    @Test
    void a_failure_is_told_by_its_innermost_own_words() {
        assertEquals("said", Words.message(new IllegalStateException("said", new IOException("why"))));
        assertEquals("why", Words.message(new InvocationTargetException(new IOException("why"))));
        assertEquals("why", Words.message(new IllegalStateException(new IOException("why"))));
        assertEquals("why", Words.message(new RuntimeException(null, new IOException("why"))));
        assertEquals("java.io.IOException", Words.message(new IOException()));
    }
}
