namespace Platform.TestKit;

/// <summary>The directory of servers that have been stopped.</summary>
public static class ServerDirectory
{
    /// <summary>Deletes it, again while a child of a server (Redis rewrites its log in one) still writes
    /// there.</summary>
    public static async Task DeleteAsync(string directory)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Directory.Delete(directory, recursive: true);
                return;
            }
            catch (IOException) when (attempt < 50)
            {
                await Task.Delay(200);
            }
        }
    }
}
