package exoroute.router.core;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a class file refers to, from its constant pool (Java Virtual Machine Specification, section 4.4): classes by
 * name ({@code java/util/List}), members as {@code java/lang/System.nanoTime}.
 */
final class ClassFile {
    private static final Pattern IN_DESCRIPTOR = Pattern.compile("(?<![a-z])L([\\w/$]+)[;<]");

    private ClassFile() {}

    static TreeSet<String> references(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (in.readInt() != 0xCAFEBABE) {
            throw new IOException("not a class file");
        }
        in.readInt();
        int count = in.readUnsignedShort();
        int[] tags = new int[count];
        int[] first = new int[count];
        int[] second = new int[count];
        String[] text = new String[count];
        for (int i = 1; i < count; i++) {
            tags[i] = in.readUnsignedByte();
            switch (tags[i]) {
                case 1 -> text[i] = in.readUTF();
                case 3, 4 -> in.readInt();
                case 5, 6 -> {
                    in.readLong();
                    i++; // takes two entries
                }
                case 7, 8, 16, 19, 20 -> first[i] = in.readUnsignedShort();
                case 9, 10, 11, 12, 17, 18 -> {
                    first[i] = in.readUnsignedShort();
                    second[i] = in.readUnsignedShort();
                }
                case 15 -> {
                    in.readUnsignedByte();
                    in.readUnsignedShort();
                }
                default -> throw new IOException("constant " + i + " has the unknown tag " + tags[i]);
            }
        }
        TreeSet<String> references = new TreeSet<>();
        for (int i = 1; i < count; i++) {
            if (tags[i] == 7) {
                addClass(references, text[first[i]]);
            } else if (tags[i] >= 9 && tags[i] <= 11) {
                references.add(text[first[first[i]]] + "." + text[first[second[i]]]);
            } else if (tags[i] == 1) {
                addDescriptor(references, text[i]);
            }
        }
        return references;
    }

    private static void addClass(TreeSet<String> references, String name) {
        if (name.startsWith("[")) {
            addDescriptor(references, name);
        } else {
            references.add(name);
        }
    }

    /** Types in descriptors and signatures; readable text that merely looks like one only makes the check stricter. */
    private static void addDescriptor(TreeSet<String> references, String text) {
        Matcher matcher = IN_DESCRIPTOR.matcher(text);
        while (matcher.find()) {
            references.add(matcher.group(1));
        }
    }
}
