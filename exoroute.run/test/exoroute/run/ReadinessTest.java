package exoroute.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import org.junit.jupiter.api.Test;

/** What is told of a component's failure, of which only the printed stack trace is known. */
class ReadinessTest {
    @Test
    void the_message_is_told_without_its_class() {
        assertEquals("port 1 is in use; set another", Readiness.reason(trace(new IllegalStateException("port 1 is in use; set another"))));
    }

    @Test
    void wrappers_say_nothing() {
        Exception cause = new IllegalArgumentException("capture manifest captures.json: it is missing");
        assertEquals("capture manifest captures.json: it is missing",
                Readiness.reason(trace(new InvocationTargetException(cause))));
        assertEquals("capture manifest captures.json: it is missing",
                Readiness.reason(trace(new InvocationTargetException(new RuntimeException(cause)))));
    }

    @Test
    void names_of_classes_within_the_message_s_beginning_are_left_out() {
        assertEquals("For input string: \"x\"", Readiness.reason(
                "java.lang.reflect.InvocationTargetException\n\tat a.B.c(B.java:1)\n"
                        + "Caused by: org.osgi.service.component.ComponentException: java.lang.NumberFormatException: "
                        + "For input string: \"x\"\n\t... 3 more\n"));
    }

    @Test
    void the_first_line_is_told_when_nothing_says_more() {
        assertEquals("java.lang.NullPointerException", Readiness.reason("java.lang.NullPointerException\n\tat a.B.c(B.java:1)\n"));
        assertEquals("a component failed", Readiness.reason(""));
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
