using System.Buffers.Text;
using System.Net;
using System.Text;
using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Tests.Accounts;

/// <summary>What no list gave out, and what no text may hold.</summary>
public sealed class TamperedRequestTests(AccountsUnderTest service)
{
    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);

    [Theory]
    [InlineData("arr", "a text")]
    [InlineData("renewalDate", "a text")]
    [InlineData("renewalDate", "2026-02-31")]
    [InlineData("score", "1e999999")]
    public async Task A_cursor_whose_key_is_of_another_kind_than_the_lists_is_400(string sort, string key)
    {
        var json = $$"""{"sort":"{{sort}}","key":"{{key}}","id":"{{Guid.NewGuid()}}"}""";
        var cursor = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
        var answer = _ops.GetAsync($"/v1/accounts?sort={sort}&cursor={cursor}");
        var problem = await answer.JsonAsync(HttpStatusCode.BadRequest);
        problem.GetProperty("errors").EnumerateObject().Single().Name.ShouldBe("cursor");
    }

    [Fact]
    public async Task The_character_NUL_in_a_parameter_is_400_by_its_name()
    {
        var problem = await _ops.GetAsync("/v1/exports/accounts?source=%00").JsonAsync(HttpStatusCode.BadRequest);
        problem.GetProperty("errors").EnumerateObject().Single().Name.ShouldBe("source");
    }
}
