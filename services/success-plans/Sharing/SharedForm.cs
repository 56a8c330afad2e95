namespace Platform.SuccessPlans.Sharing;

/// <summary>A form of the shared page. One that is no form is empty; the gateway bounds its size.</summary>
internal static class SharedForm
{
    public static async Task<IFormCollection> ReadAsync(HttpRequest request, CancellationToken ct) =>
        request.HasFormContentType ? await request.ReadFormAsync(ct) : FormCollection.Empty;

    /// <returns>Null where nothing was filled in.</returns>
    public static string? Field(this IFormCollection form, string name, int longest)
    {
        var text = form[name].ToString().Trim();
        return text.Length == 0 ? null : text[..Math.Min(text.Length, longest)];
    }
}
