namespace Platform.SuccessPlans.Sharing;

/// <summary>303: a reload of the page that follows sends nothing again.</summary>
public sealed class SeeOtherResult(string location) : IResult
{
    /// <param name="done">What the page says of it.</param>
    /// <param name="part">The part of the page to show.</param>
    public static SeeOtherResult ToPage(string token, string done, string part) =>
        new($"{SharedPages.PathOf(token)}?done={done}#{part}");

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = location;
        return Task.CompletedTask;
    }
}
