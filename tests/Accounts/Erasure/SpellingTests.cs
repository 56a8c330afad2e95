using System.Text;
using System.Text.Json.Nodes;
using Platform.ServiceKit.PersonalData;

namespace Platform.Accounts.Tests.Erasure;

public class SpellingTests
{
    [Theory]
    [InlineData("Al", "Al met AL and Ally; also Hal.", "(erased) met (erased) and Ally; also Hal.")]
    [InlineData("Ron", "RON", "RON")] // The currency.
    [InlineData("Ron", "Paid in cash to Ron", "Paid in cash to (erased)")]
    [InlineData("Pat \"Zed\" O'Hara", "with pat  \"zed\" o'hara's boss", "with (erased)'s boss")]
    [InlineData(
        "a.b@c.example",
        "A.B@C.example, not xa.b@c.example nor a.b@c.example.org",
        "(erased), not xa.b@c.example nor a.b@c.example.org"
    )]
    [InlineData("李明", "与李明。 李明 called", "与李明。 (erased) called")]
    [InlineData("100%_sure Name", "100%_sure name!", "(erased)!")]
    public void A_spelling_is_found_as_a_word_of_its_own(string spelling, string text, string expected) =>
        new SpellingMatcher([spelling], []).In(text).ShouldBe(expected);

    [Fact]
    public void Composed_and_decomposed_accents_are_one_spelling()
    {
        var matcher = new SpellingMatcher(["Zoë Müller".Normalize(NormalizationForm.FormD)], []);
        matcher.In("Zoë Müller".Normalize(NormalizationForm.FormC)).ShouldBe("(erased)");
        matcher.In("ZOË MÜLLER".Normalize(NormalizationForm.FormD)).ShouldBe("(erased)");
    }

    [Fact]
    public void Longer_names_of_others_stay() =>
        new SpellingMatcher(["Ann Lee"], ["Ann Lee-Smith"])
            .In("Ann Lee-Smith and Ann Lee")
            .ShouldBe("Ann Lee-Smith and (erased)");

    [Fact]
    public void In_json_only_texts_change_also_where_a_text_holds_json()
    {
        var matcher = new SpellingMatcher(["Pat O'Hara"], []);
        matcher
            .In(JsonNode.Parse("""{"n":12345678901234567890.10,"who":["PAT O'HARA",null]}"""))!
            .ToJsonString()
            .ShouldBe("""{"n":12345678901234567890.10,"who":["(erased)",null]}""");
        matcher.In("""{"who":"Pat O\u0027Hara","n":1}""").ShouldBe("""{"who":"(erased)","n":1}""");
        Encoding.UTF8.GetString(matcher.In("id;name\n1;Pat O'Hara\n"u8.ToArray())).ShouldBe("id;name\n1;(erased)\n");
    }
}
