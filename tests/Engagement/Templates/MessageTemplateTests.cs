using System.Net;
using System.Text.Json;

namespace Platform.Engagement.Tests.Templates;

public sealed class MessageTemplateTests(EngagementUnderTest engagement)
{
    private readonly HttpClient _ops = engagement.ClientFor("ops", "olga");

    [Fact]
    public async Task A_template_is_kept_field_by_field_and_each_change_is_a_version()
    {
        var key = Key();
        var made = await SaveAsync(key, "{% value %}Hello {{ contact.first_name }}{% endvalue %}", fallback: "there");
        (
            made.Text("key"),
            made.Text("name"),
            made.Text("topic"),
            made.Number("version"),
            made.Text("changedBy")
        ).ShouldBe((key, "A template", "product", 1, "olga"));
        made.List("warnings").ShouldBeEmpty();
        made.List("variants")[0].Text("subject").ShouldBe("News");
        made.GetProperty("fallbacks").Text("contact.first_name").ShouldBe("there");
        (await SaveAsync(key, "{% value %}Hello{% endvalue %}", version: "\"1\"")).Number("version").ShouldBe(2);
        (await TrySaveAsync(key, "Hi", version: "\"1\"")).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await _ops.ReadAsync($"/v1/message-templates/{key}"))
            .List("variants")[0]
            .Text("text")
            .ShouldBe("{% value %}Hello{% endvalue %}");
    }

    [Fact]
    public async Task An_unknown_variable_is_refused_with_its_place_and_the_nearest_names()
    {
        var response = await TrySaveAsync(Key(), "Hello\n  and {{ contact.frist_name | upcase }} of {{ acount.name }}");
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
        problem.Text("type").ShouldBe("message-templates/not-valid");
        var findings = problem.List("findings");
        findings
            .Select(finding => (finding.Text("field"), finding.Number("line"), finding.Number("column")))
            .ShouldBe([("variants[0].text", 2, 10), ("variants[0].text", 2, 47)], ignoreOrder: true);
        findings
            .SelectMany(finding => finding.List("near"))
            .Select(near => near.GetString())
            .ShouldContain("contact.first_name");
        findings
            .SelectMany(finding => finding.List("near"))
            .Select(near => near.GetString())
            .ShouldContain("account.name");
    }

    [Theory]
    [InlineData("{% include 'secrets' %}", "include is not allowed")]
    [InlineData("{% render 'secrets' %}", "render is not allowed")]
    [InlineData("{{ contact.name", "")]
    [InlineData("{% if contact.name %}Hello", "")]
    public async Task What_reads_from_outside_or_is_no_Liquid_is_refused(string text, string why)
    {
        var (status, type, detail) = await TrySaveAsync(Key(), text).ProblemAsync();
        (status, type).ShouldBe((400, "message-templates/not-valid"));
        detail.ShouldContain(why);
    }

    [Theory]
    [InlineData("{{ contact.title }}", "contact.title is not known")]
    [InlineData("{{ contact.title | upcase }}", "contact.title is not known")]
    [InlineData("{% for i in (1..100000) %}x{% endfor %}", "The template")]
    [InlineData(
        "{% assign s = 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' %}{% for i in (1..14) %}{% assign s = s | append: s %}"
            + "{% endfor %}{{ s }}",
        "The template"
    )]
    public async Task A_text_that_misses_a_value_or_takes_too_much_is_not_written(string text, string why)
    {
        var (contact, key) = (await ContactAsync(), Key());
        await SaveAsync(key, text);
        var item = (await PreviewAsync(key, contact)).ShouldHaveSingleItem();
        item.Has("message").ShouldBeFalse();
        item.Text("problem").ShouldStartWith(why);
    }

    [Theory]
    [InlineData("{{ contact.title | default: 'colleague' }}", "colleague")]
    [InlineData("{% if contact.title %}{{ contact.title }}{% else %}nobody{% endif %}", "nobody")]
    [InlineData("{% for role in contact.roles %}{{ role }} {% endfor %}{{ contact.roles.size }}", "champion admin 2")]
    public async Task What_is_missing_may_be_asked_for_and_replaced(string text, string written)
    {
        var (contact, key) = (await ContactAsync(), Key());
        await SaveAsync(key, text);
        (await PreviewAsync(key, contact))
            .ShouldHaveSingleItem()
            .GetProperty("message")
            .Text("text")
            .ShouldBe(written + "\n");
    }

    [Fact]
    public async Task Values_are_text_in_html_whatever_they_hold()
    {
        var account = await engagement.AccountAsync();
        var contact = await engagement.ContactAsync(account, name: "<script>alert(1)</script> & co");
        var key = Key();
        await SaveAsync(key, "{{ contact.name }} https://example.com/a?b=1.", html: "<p>{{ contact.name }}</p>");
        var own = (await PreviewAsync(key, contact)).ShouldHaveSingleItem().GetProperty("message");
        own.Text("html").ShouldBe("<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; co</p>");

        await SaveAsync(key, "{{ contact.name }} https://example.com/a?b=1.");
        var made = (await PreviewAsync(key, contact)).ShouldHaveSingleItem().GetProperty("message");
        made.Text("html").ShouldNotContain("<script>");
        made.Text("html").ShouldContain("<a href=\"https://example.com/a?b=1\">https://example.com/a?b=1</a>.");
    }

    [Fact]
    public async Task A_text_without_a_value_block_and_empty_phrases_are_warned_about_by_name()
    {
        var saved = await SaveAsync(Key(), "Hello,\nJust checking in. We noticed you haven't logged in.");
        var warnings = saved.List("warnings");
        warnings.Select(warning => warning.Text("message")).ShouldContain(message => message.Contains("value block"));
        warnings
            .Where(warning => warning.Number("line") > 0)
            .Select(warning => (warning.Number("line"), warning.Number("column")))
            .ShouldBe([(2, 1), (2, 22)]);
    }

    [Fact]
    public async Task A_person_gets_the_wording_of_their_language_role_and_stage_with_English_for_others()
    {
        var contact = await ContactAsync();
        var key = Key();
        object Variant(string text, string? locale = null, string? role = null, string? stage = null) =>
            new
            {
                subject = "News",
                text,
                locale,
                role,
                stage,
            };
        await _ops.PutAsync(
            $"/v1/message-templates/{key}",
            new
            {
                name = "A template",
                topic = "product",
                variants = new[]
                {
                    Variant("english"),
                    Variant("english champion", role: "champion"),
                    Variant("english churned", stage: "churned"),
                    Variant("deutsch", "de"),
                    Variant("österreichisch", "de-AT"),
                },
            }
        );
        foreach (
            var (locale, text) in new[]
            {
                ((string?)null, "english champion"),
                ("en-GB", "english champion"),
                ("de", "deutsch"),
                ("de-CH", "deutsch"),
                ("de-AT", "österreichisch"),
                ("fr", "english champion"),
            }
        )
            (await PreviewAsync(key, contact, locale))
                .ShouldHaveSingleItem()
                .GetProperty("message")
                .Text("text")
                .ShouldBe(text + "\n", locale);
        (
            await _ops.SendJsonAsync(
                HttpMethod.Put,
                $"/v1/message-templates/{Key()}",
                new
                {
                    name = "Only German",
                    topic = "product",
                    variants = new[] { Variant("deutsch", "de") },
                },
                "*"
            )
        ).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_preview_shows_ten_real_people()
    {
        var account = await engagement.AccountAsync();
        for (var i = 0; i < 11; i++)
            await engagement.ContactAsync(account, name: $"Person {i}");
        var key = Key();
        await SaveAsync(key, "Hello {{ contact.name }}");
        var items = (await _ops.PostAsync($"/v1/message-templates/{key}/preview", new { })).List("items");
        items.Count.ShouldBe(10);
        items.ShouldAllBe(item => item.GetProperty("message").Text("text") == "Hello " + item.Text("contact") + "\n");
    }

    [Fact]
    public async Task German_and_English_introductions_are_shipped()
    {
        var shipped = await _ops.ReadAsync("/v1/message-templates/introduction");
        shipped.List("variants").Select(variant => variant.Text("locale")).ShouldBe(["en", "de"]);
        shipped.List("warnings").ShouldBeEmpty();
    }

    private static string Key() => $"t-{Guid.NewGuid():N}";

    private async Task<Guid> ContactAsync() =>
        await engagement.ContactAsync(await engagement.AccountAsync(), name: "Pat Doe", roles: ["champion", "admin"]);

    private async Task<List<JsonElement>> PreviewAsync(string key, Guid contact, string? locale = null) =>
        (
            await _ops.PostAsync($"/v1/message-templates/{key}/preview", new { contactIds = new[] { contact }, locale })
        ).List("items");

    private async Task<JsonElement> SaveAsync(
        string key,
        string text,
        string? fallback = null,
        string version = "*",
        string? html = null
    ) => await (await TrySaveAsync(key, text, fallback, version, html)).JsonAsync();

    private Task<HttpResponseMessage> TrySaveAsync(
        string key,
        string text,
        string? fallback = null,
        string version = "*",
        string? html = null
    ) =>
        _ops.SendJsonAsync(
            HttpMethod.Put,
            $"/v1/message-templates/{key}",
            new
            {
                name = "A template",
                topic = "product",
                fallbacks = fallback is null
                    ? null
                    : new Dictionary<string, string> { ["contact.first_name"] = fallback },
                variants = new[]
                {
                    new
                    {
                        subject = "News",
                        text,
                        html,
                    },
                },
            },
            version
        );
}
