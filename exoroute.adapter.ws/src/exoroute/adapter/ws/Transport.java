package exoroute.adapter.ws;

import java.util.concurrent.CompletionStage;

/** How a feed reaches its venue. Everything is told on the feed's {@link EventLoop}. */
interface Transport {
    /** Told of one connection; after {@link #closed} nothing more comes. */
    interface Receiver {
        /** The connection stands. */
        void opened(Link link);

        /** A whole text message. */
        void text(String frame);

        /** A whole binary message. */
        void binary(byte[] frame);

        /** A ping or pong. */
        void alive();

        /** The connection could not be made, or ended. */
        void closed(String reason);
    }

    /** One open connection. Sends in order; never blocks. */
    interface Link {
        /** Sends a text message. */
        void send(String text);

        /** Sends a WebSocket ping. */
        void ping();

        /** Closes; idempotent. */
        void close();
    }

    /** Begins one attempt to connect. */
    void connect(Receiver receiver);

    /** Fetches a REST body; completes on any thread, exceptionally on a status other than 200. */
    CompletionStage<String> get(String path);
}
