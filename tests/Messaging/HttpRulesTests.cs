using System.Net;
using System.Text.Json;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;

namespace Platform.Messaging.Tests;

public sealed class HttpRulesTests : IAsyncLifetime
{
    private SampleService _sample = null!;

    public async ValueTask InitializeAsync() => _sample = await SampleService.StartAsync();

    public ValueTask DisposeAsync() => _sample.DisposeAsync();

    [Fact]
    public async Task The_same_key_and_body_gives_the_first_answer_and_one_effect()
    {
        var id = Guid.CreateVersion7();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => PostAsync(new CountRequest(id, 5, "x"), "key-1"))
        );
        var again = await PostAsync(new CountRequest(id, 5, "x"), "key-1");

        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        again.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        again.Headers.Location.ShouldBe(new Uri($"/v1/counters/{id}", UriKind.Relative));
        (await again.Content.ReadFromJsonAsync<CountResponse>())!.Value.ShouldBe(5);
        answers.ShouldAllBe(answer =>
            answer.StatusCode == HttpStatusCode.Created || answer.StatusCode == HttpStatusCode.Conflict
        );
        (await _sample.Database.ScalarAsync<int>("select value from counter where id = @id", new { id })).ShouldBe(5);
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_422()
    {
        await PostAsync(new CountRequest(Guid.CreateVersion7(), 5, "x"), "key-2");
        var other = await PostAsync(new CountRequest(Guid.CreateVersion7(), 6, "x"), "key-2");

        other.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await ProblemAsync(other)).GetProperty("type").GetString().ShouldBe("idempotency/key-reused");
    }

    /// <summary>Such as a link, a key, a webhook's secret: shown once, in the answer and nowhere else.</summary>
    [Fact]
    public async Task What_an_answer_says_does_not_stand_readable_beside_its_key_and_is_repeated_all_the_same()
    {
        var id = Guid.CreateVersion7();
        var first = await PostAsync(new CountRequest(id, 123, "x"), "key-secret");
        var row = await _sample.Database.ScalarAsync<string>(
            "select encode(sealed, 'escape') || k::text from messaging.idempotency_key k where key = 'key-secret'"
        );
        row.ShouldNotBeNull();
        row.ShouldNotContain(id.ToString());
        row.ShouldNotContain("value");

        var again = await PostAsync(new CountRequest(id, 123, "x"), "key-secret");
        again.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        again.Headers.Location.ShouldBe(first.Headers.Location);
        (await again.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_links_secret_does_not_stand_beside_the_key_of_what_was_sent_through_it()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/answers/the-secret-of-a-link")
        {
            Content = JsonContent.Create(new { }),
        };
        request.Headers.Add(Idempotency.Header, "key-link");
        (await _sample.Http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (
            await _sample.Database.ScalarAsync<string>(
                "select route from messaging.idempotency_key where key = 'key-link'"
            )
        ).ShouldBe("/v1/answers/REDACTED");
    }

    [Fact]
    public async Task An_answer_that_was_sealed_with_another_key_is_lost_and_the_command_is_not_repeated()
    {
        var id = Guid.CreateVersion7();
        await PostAsync(new CountRequest(id, 5, "x"), "key-sealed");
        await _sample.Database.ExecuteAsync(
            """
            update messaging.idempotency_key set sealed = set_byte(sealed, 20, 255 - get_byte(sealed, 20))
            where key = 'key-sealed'
            """
        );
        var again = await PostAsync(new CountRequest(id, 5, "x"), "key-sealed");
        again.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await ProblemAsync(again)).GetProperty("type").GetString().ShouldBe("idempotency/answer-lost");
        (await _sample.Database.ScalarAsync<int>("select value from counter where id = @id", new { id })).ShouldBe(5);
    }

    [Theory]
    [InlineData("x", HttpStatusCode.Created)]
    [InlineData("rollback", HttpStatusCode.Conflict)] // Not kept: the next attempt may do better.
    [InlineData("a label that is too long", HttpStatusCode.BadRequest)]
    public async Task A_key_older_than_a_day_that_was_not_swept_yet_is_a_new_one(string label, HttpStatusCode expected)
    {
        var key = $"key-old-{label.Length}";
        await PostAsync(new CountRequest(Guid.CreateVersion7(), 5, "x"), key);
        await _sample.Database.ExecuteAsync(
            "update messaging.idempotency_key set created_at = now() - interval '25 hours' where key = @key",
            new { key }
        );

        var id = Guid.CreateVersion7();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => PostAsync(new CountRequest(id, 7, label), key))
        );
        answers.ShouldContain(answer => answer.StatusCode == expected);
        answers.ShouldAllBe(answer => answer.StatusCode == expected || answer.StatusCode == HttpStatusCode.Conflict);
        (await PostAsync(new CountRequest(id, 7, label), key)).StatusCode.ShouldBe(expected);
        (await _sample.Database.ScalarAsync<int?>("select value from counter where id = @id", new { id })).ShouldBe(
            expected == HttpStatusCode.Created ? 7 : null
        );
    }

    [Fact]
    public async Task Another_callers_key_is_another_key()
    {
        var id = Guid.CreateVersion7();
        await PostAsync(new CountRequest(id, 5, "x"), "key-3");
        using var other = new HttpRequestMessage(HttpMethod.Post, "/v1/counters")
        {
            Content = JsonContent.Create(new CountRequest(id, 5, "x")),
        };
        other.Headers.Add(Idempotency.Header, "key-3");
        other.Headers.Authorization = new("Bearer", _sample.Token("csm-02", Roles.Csm));

        var answer = await _sample.Http.SendAsync(other);

        (await answer.Content.ReadFromJsonAsync<CountResponse>())!.Value.ShouldBe(10);
    }

    [Fact]
    public async Task Every_failing_field_is_named_at_once_in_camel_case()
    {
        var answer = await _sample.Http.PostAsJsonAsync("/v1/counters", new { amount = 5_000, label = "" });

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await ProblemAsync(answer);
        problem.GetProperty("type").GetString().ShouldBe("validation");
        problem
            .GetProperty("errors")
            .EnumerateObject()
            .Select(error => error.Name)
            .Order()
            .ShouldBe(["amount", "id", "label"]);
    }

    [Theory]
    [InlineData("{", "bad-request")]
    [InlineData("""{"id":"x","amount":1,"label":"a"}""", "validation")]
    public async Task A_body_that_cannot_be_read_is_400(string body, string type)
    {
        var answer = await _sample.Http.PostAsync(
            "/v1/counters",
            new StringContent(body, System.Text.Encoding.UTF8, "application/json")
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ProblemAsync(answer)).GetProperty("type").GetString().ShouldBe(type);
    }

    [Fact]
    public async Task A_defect_of_ours_is_500_without_internals()
    {
        var answer = await _sample.Http.PostAsync("/v1/counters/broken", null);

        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("secret");
    }

    [Fact]
    public async Task Without_a_token_401_with_a_wrong_scope_403_with_the_right_one_in()
    {
        (await StatusAsync(HttpMethod.Get, token: null)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(HttpMethod.Get, _sample.Token("key:1", Roles.Partner, "accounts:read"))).ShouldBe(
            HttpStatusCode.Forbidden
        );
        (await StatusAsync(HttpMethod.Get, _sample.Token("key:1", Roles.Partner, "counters:read"))).ShouldBe(
            HttpStatusCode.NoContent
        );
        (await StatusAsync(HttpMethod.Post, _sample.Token("key:1", Roles.Partner, "counters:read"))).ShouldBe(
            HttpStatusCode.Forbidden
        );
        (await StatusAsync(HttpMethod.Post, _sample.Token("boss", Roles.Executive))).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(HttpMethod.Get, _sample.Token("boss", Roles.Executive))).ShouldBe(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("\"7\"")]
    [InlineData("W/\"7\"")]
    [InlineData("\"6\", W/\"7\"")]
    [InlineData("*")]
    public async Task Who_has_this_version_is_answered_304_also_where_a_proxy_made_its_tag_weak(string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/counters/versioned");
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        var answer = await _sample.Http.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        answer.Headers.ETag!.Tag.ShouldBe("\"7\"");
        (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\"7\"", 200)]
    [InlineData("W/\"7\"", 200)]
    [InlineData("*", 200)]
    [InlineData("7", 400)]
    [InlineData("w/\"7\"", 400)]
    [InlineData("W/7", 400)]
    public async Task A_change_takes_the_tag_that_was_read_also_where_a_proxy_made_it_weak(string tag, int expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/v1/counters/versioned");
        request.Headers.TryAddWithoutValidation("If-Match", tag);
        var answer = await _sample.Http.SendAsync(request);
        ((int)answer.StatusCode).ShouldBe(expected);
        if (expected == 200)
            (await answer.Content.ReadFromJsonAsync<CountResponse>())!.Value.ShouldBe(tag == "*" ? -1 : 7);
    }

    [Fact]
    public async Task HEAD_is_answered_like_GET_without_a_body()
    {
        foreach (var path in new[] { "/v1/counters/versioned", "/v1/counters/between?on=2026-01-31", "/health/ready" })
        {
            using var got = await _sample.Http.GetAsync(path);
            using var head = await _sample.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
            head.StatusCode.ShouldBe(got.StatusCode, path);
            head.Content.Headers.ContentType.ShouldBe(got.Content.Headers.ContentType);
            head.Headers.ETag.ShouldBe(got.Headers.ETag);
            (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        }

        using var stream = await _sample
            .Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/v1/counters/stream"))
            .WaitAsync(TimeSpan.FromSeconds(10));
        stream.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        using var nothing = await _sample.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/v1/nothing"));
        nothing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("on=0001-01-01", "on")]
    [InlineData("on=9999-12-31", "on")]
    [InlineData("at=0001-01-01T00:00:00Z", "at")]
    [InlineData("at=9999-12-31T23:59:59Z", "at")]
    [InlineData("name=%00", "name")]
    [InlineData("name=a&on=1899-12-31", "on")]
    public async Task Extreme_days_and_the_character_NUL_are_400_by_their_parameter(string query, string parameter)
    {
        var answer = await _sample.Http.GetAsync($"/v1/counters/between?{query}");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ProblemAsync(answer)).GetProperty("errors").EnumerateObject().Single().Name.ShouldBe(parameter);
    }

    [Theory]
    [InlineData("""{"on":"0001-01-01"}""", "on")]
    [InlineData("""{"at":"9999-12-31T23:59:59Z"}""", "at")]
    [InlineData("""{"at":"2026-01-31T10:00:00"}""", "at")]
    [InlineData("""{"at":5}""", "at")]
    [InlineData("""{"count":1.5}""", "count")]
    [InlineData("""{"count":3000000000}""", "count")]
    [InlineData("""{"count":"1"}""", "count")]
    [InlineData("""{"long":1e40}""", "long")]
    public async Task Values_out_of_range_or_of_another_kind_are_400_by_their_field(string body, string field)
    {
        var answer = await _sample.Http.PostAsync(
            "/v1/counters/between",
            new StringContent(body, System.Text.Encoding.UTF8, "application/json")
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var text = await answer.Content.ReadAsStringAsync();
        JsonSerializer
            .Deserialize<JsonElement>(text)
            .GetProperty("errors")
            .EnumerateObject()
            .Single()
            .Name.ShouldBe(field, text);
    }

    [Fact]
    public async Task Whole_numbers_with_a_point_and_instants_in_small_letters_are_understood()
    {
        const string body = """{"on":"2026-01-31","at":"2026-01-31t10:00:00z","name":"x","count":1.0,"long":2e3}""";
        var answer = await _sample.Http.PostAsync(
            "/v1/counters/between",
            new StringContent(body, System.Text.Encoding.UTF8, "application/json")
        );
        (await answer.Content.ReadAsStringAsync()).ShouldBe(
            """{"on":"2026-01-31","at":"2026-01-31T10:00:00.000Z","name":"x","count":1,"long":2000}"""
        );
        var read = await _sample.Http.GetAsync("/v1/counters/between?on=2026-01-31&at=2026-01-31T10:00:00z");
        (await read.Content.ReadAsStringAsync()).ShouldBe("""{"on":"2026-01-31","at":"2026-01-31T10:00:00.000Z"}""");
    }

    [Fact]
    public async Task A_body_of_the_same_values_in_other_white_space_is_another_body()
    {
        var id = Guid.CreateVersion7();
        foreach (
            var (body, expected) in new[]
            {
                ($$"""{"id":"{{id}}","amount":1,"label":"x"}""", HttpStatusCode.Created),
                ($$"""{"id":"{{id}}", "amount":1,"label":"x"}""", HttpStatusCode.UnprocessableEntity),
            }
        )
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/counters")
            {
                Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
            };
            request.Headers.Add(Idempotency.Header, "key-white-space");
            (await _sample.Http.SendAsync(request)).StatusCode.ShouldBe(expected);
        }
    }

    private async Task<HttpStatusCode> StatusAsync(HttpMethod method, string? token)
    {
        using var client = new HttpClient { BaseAddress = _sample.Http.BaseAddress };
        using var request = new HttpRequestMessage(
            method,
            method == HttpMethod.Get ? $"/v1/counters/{Guid.CreateVersion7()}" : "/v1/counters"
        )
        {
            Content =
                method == HttpMethod.Post ? JsonContent.Create(new CountRequest(Guid.CreateVersion7(), 1, "x")) : null,
        };
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        return (await client.SendAsync(request)).StatusCode;
    }

    private sealed record LastRow(DateTimeOffset At);

    [Theory]
    [InlineData("""{"at":-1}""")]
    [InlineData("""{"at":"yesterday"}""")]
    [InlineData("""{"at":"99999-01-01T00:00:00Z"}""")]
    [InlineData("""["at"]""")]
    [InlineData("null")]
    [InlineData("")]
    public void A_cursor_with_parts_of_another_kind_is_400(string json)
    {
        var cursor =
            System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(json))
            + (json.Length == 0 ? "!" : "");
        Should.Throw<ProblemException>(() => Cursor.Read<LastRow>(cursor)).Problem.Status.ShouldBe(400);
    }

    [Fact]
    public void A_cursor_passes_over_no_row_of_the_same_millisecond()
    {
        var last = new LastRow(new DateTimeOffset(2026, 3, 1, 9, 30, 0, TimeSpan.Zero).AddTicks(1_234_560));

        Cursor.Read<LastRow>(Cursor.Write(last)).ShouldBe(last);
    }

    private async Task<HttpResponseMessage> PostAsync(CountRequest body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/counters")
        {
            Content = JsonContent.Create(body),
        };
        request.Headers.Add(Idempotency.Header, key);
        return await _sample.Http.SendAsync(request);
    }

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer)
    {
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
