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
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(new CountRequest(id, 5, "x"), "key-1")));
        var again = await PostAsync(new CountRequest(id, 5, "x"), "key-1");

        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        again.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        again.Headers.Location.ShouldBe(new Uri($"/v1/counters/{id}", UriKind.Relative));
        (await again.Content.ReadFromJsonAsync<CountResponse>())!.Value.ShouldBe(5);
        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Created || answer.StatusCode == HttpStatusCode.Conflict);
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

    [Fact]
    public async Task Another_callers_key_is_another_key()
    {
        var id = Guid.CreateVersion7();
        await PostAsync(new CountRequest(id, 5, "x"), "key-3");
        using var other = new HttpRequestMessage(HttpMethod.Post, "/v1/counters") { Content = JsonContent.Create(new CountRequest(id, 5, "x")) };
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
        problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order().ShouldBe(["amount", "id", "label"]);
    }

    [Theory]
    [InlineData("{", "bad-request")]
    [InlineData("""{"id":"x","amount":1,"label":"a"}""", "validation")]
    public async Task A_body_that_cannot_be_read_is_400(string body, string type)
    {
        var answer = await _sample.Http.PostAsync("/v1/counters", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

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
        (await StatusAsync(HttpMethod.Get, _sample.Token("key:1", Roles.Partner, "accounts:read"))).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(HttpMethod.Get, _sample.Token("key:1", Roles.Partner, "counters:read"))).ShouldBe(HttpStatusCode.NoContent);
        (await StatusAsync(HttpMethod.Post, _sample.Token("key:1", Roles.Partner, "counters:read"))).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(HttpMethod.Post, _sample.Token("boss", Roles.Executive))).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(HttpMethod.Get, _sample.Token("boss", Roles.Executive))).ShouldBe(HttpStatusCode.NoContent);
    }

    private async Task<HttpStatusCode> StatusAsync(HttpMethod method, string? token)
    {
        using var client = new HttpClient { BaseAddress = _sample.Http.BaseAddress };
        using var request = new HttpRequestMessage(method, method == HttpMethod.Get ? $"/v1/counters/{Guid.CreateVersion7()}" : "/v1/counters")
        {
            Content = method == HttpMethod.Post ? JsonContent.Create(new CountRequest(Guid.CreateVersion7(), 1, "x")) : null,
        };
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        return (await client.SendAsync(request)).StatusCode;
    }

    private sealed record LastRow(DateTimeOffset At);

    [Fact]
    public void A_cursor_passes_over_no_row_of_the_same_millisecond()
    {
        var last = new LastRow(new DateTimeOffset(2026, 3, 1, 9, 30, 0, TimeSpan.Zero).AddTicks(1_234_560));

        Cursor.Read<LastRow>(Cursor.Write(last)).ShouldBe(last);
    }

    private async Task<HttpResponseMessage> PostAsync(CountRequest body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/counters") { Content = JsonContent.Create(body) };
        request.Headers.Add(Idempotency.Header, key);
        return await _sample.Http.SendAsync(request);
    }

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer)
    {
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
