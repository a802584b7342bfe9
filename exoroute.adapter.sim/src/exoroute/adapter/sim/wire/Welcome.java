package exoroute.adapter.sim.wire;

import exoroute.api.market.Listing;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a venue answers to a HELLO that it takes.
 *
 * @param venue venue id
 * @param listings what trades there, sorted by id
 * @param lastReport number of the client's last report so far, 0 for none
 */
public record Welcome(String venue, List<Listing> listings, long lastReport) {
    /** As a frame. */
    public Frame frame() throws IOException {
        return Frame.of(FrameType.WELCOME, out -> {
            out.writeUTF(venue);
            out.writeLong(lastReport);
            out.writeShort(listings.size());
            for (Listing listing : listings) {
                Wire.listing(out, listing);
            }
        });
    }

    /** From a frame. */
    public static Welcome read(Frame frame) throws IOException {
        return frame.read(Welcome::content);
    }

    private static Welcome content(DataInputStream in) throws IOException {
        String venue = in.readUTF();
        long last = in.readLong();
        int count = in.readUnsignedShort();
        List<Listing> listings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            listings.add(Wire.listing(in));
        }
        return new Welcome(venue, List.copyOf(listings), last);
    }
}
