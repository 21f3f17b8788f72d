package dev.recsys.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.data.Catalogue;
import dev.recsys.data.Item;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueReaderTest {
    @TempDir
    Path folder;

    private Path file(String text) throws Exception {
        return Files.writeString(Files.createTempFile(folder, "items", ".csv"), text);
    }

    @Test
    void catalogue_ofAFileWithAllColumns_holdsThemInTheOrderOfRows() throws Exception {
        Catalogue items = CatalogueReader.read(file("""
                code,kind,label,credit,group,size,alias
                T2, tea|green ,"Tea, green",0,drinks,10,gruen
                L1,,,1,,NA,
                NA,null,,,,0.5,
                """));
        assertThat(items.ids().ids()).isEqualTo(List.of("T2", "L1", "NA"));
        assertThat(items.item(0))
                .isEqualTo(new Item(
                        "T2",
                        "Tea, green",
                        "drinks",
                        Item.Role.PLAIN,
                        Map.of("kind", "tea|green", "size", "10", "alias", "gruen")));
        assertThat(items.item(1)).isEqualTo(Item.of("L1").asCredit());
        assertThat(items.item(2)).isEqualTo(Item.of("NA").withAttribute("size", "0.5"));
        assertThat(items.indexOf("gruen")).isZero();
    }

    @Test
    void catalogue_ofASemicolonFileWithAnIdOfAnotherName_isRead() throws Exception {
        CatalogueRead read = CatalogueReader.builder().id("sku").read(file("kind;sku;\ntea;A;x\ntool;B;y\n"));
        assertThat(read.catalogue().ids().ids()).isEqualTo(List.of("A", "B"));
        assertThat(read.catalogue().item(1).attributes()).isEqualTo(Map.of("kind", "tool"));
        assertThat(read.report().notes()).contains("ignored a column without a name");
        assertThat(read.report().accepted()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            id,kind~A,tea~A,tool       ! line 3, column "id": item "A" has a row already
            id,kind~A,tea~ ,tool       ! line 3, column "id": the item's id is missing
            id,credit~A,yes            ! line 2, column "credit": cannot read "yes" as 0 or 1
            id,kind~A,tea,green        ! line 2: has 3 fields, but the header has 2
            id,kind,kind~A,tea,green   ! the header has column "kind" twice
            id,kind                    ! has no item
            id,alias~A,B~B,            ! alias "B" of item "A" is taken
            """)
    void file_withAFault_isRefusedByItsPlace(String text, String reason) throws Exception {
        Path file = file(text.replace("~", "\n") + "\n");
        assertThatThrownBy(() -> CatalogueReader.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(reason);
    }

    @Test
    void file_withoutTheColumnOfIds_isRefusedWithThoseItHas() throws Exception {
        Path file = file("code,kind\nA,tea\n");
        assertThatThrownBy(() -> CatalogueReader.builder().id("sku").read(file))
                .hasMessage(
                        file
                                + ": the header must have a column of ids, but has no \"sku\"; it has columns \"code\", \"kind\"");
    }

    @Test
    void file_withFaultsAllowed_reportsThem() throws Exception {
        CatalogueRead read = CatalogueReader.builder().maxRejected(0.5).read(file("id,kind\nA,tea\nA,tool\nB,tool\n"));
        assertThat(read.catalogue().ids().ids()).isEqualTo(List.of("A", "B"));
        assertThat(read.catalogue().item(0).attributes()).isEqualTo(Map.of("kind", "tea"));
        assertThat(read.report().quarantined()).isEqualTo(1);
    }
}
