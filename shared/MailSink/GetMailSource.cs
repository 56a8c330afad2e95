using Microsoft.AspNetCore.Http.HttpResults;

namespace Platform.MailSink;

public static class GetMailSource
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/mails/{number:int}/source", Handle).WithName(nameof(GetMailSource));

    private static Results<FileContentHttpResult, NotFound> Handle(int number, MailStore store) =>
        store.SourceOf(number) is { } source
            ? TypedResults.File(source, "text/plain; charset=utf-8")
            : TypedResults.NotFound();
}
