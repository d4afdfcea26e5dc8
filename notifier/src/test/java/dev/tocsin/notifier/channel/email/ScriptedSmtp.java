package dev.tocsin.notifier.channel.email;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;

/** A mail server that says yes to all but one command, to which it gives a chosen answer. */
record ScriptedSmtp(String command, String answer) {

    void serve(ServerSocket listening) {
        try (var socket = listening.accept()) {
            converse(socket);
        } catch (IOException closed) {
            // The client has hung up, as it may.
        }
    }

    private void converse(Socket socket) throws IOException {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
        var out = socket.getOutputStream();
        say(out, "220 scripted");
        var inData = false;
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            if (inData && !line.equals(".")) {
                continue;
            }
            inData = false;
            if (line.startsWith(command)) {
                if (answer.isEmpty()) {
                    return;
                }
                say(out, answer);
            } else if (line.startsWith("DATA")) {
                say(out, "354 go on");
                inData = true;
            } else {
                say(out, line.startsWith("QUIT") ? "221 bye" : "250 fine");
            }
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(US_ASCII));
        out.flush();
    }
}
